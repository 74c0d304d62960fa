package io.bankfeed.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.generator.LabelDetail;
import io.bankfeed.generator.TransactionListener;
import io.bankfeed.labels.LabelLookup.Evicted;
import io.bankfeed.labels.LabelLookup.Known;
import io.bankfeed.labels.LabelLookup.Pending;
import io.bankfeed.labels.LabelLookup.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LabelStoreTest {

    private static final byte NORMAL = 0;
    private static final byte FRAUD = 2;
    private static final LabelDetail DETAIL =
            new LabelDetail(new ScenarioStep(7, "layering", 1, 9, "mule", 0), FraudReports.NEVER);
    private static final long SECOND = 1_000_000;
    private static final long NOW = 1_000 * SECOND;

    @Test
    void labelIsKnownImmediatelyWithoutADelay() {
        LabelStore store = new LabelStore(1_000, 0);
        record(store, 1, NOW, NORMAL, FRAUD);

        assertThat(find(store, 1, NOW)).isEqualTo(new Known(1, NORMAL, NOW - 1));
        assertThat(find(store, 2, NOW)).isEqualTo(new Known(2, FRAUD, NOW));
        assertThat(find(store, 3, NOW)).isEqualTo(new Unknown(3));
        assertThat(find(store, 0, NOW)).isEqualTo(new Unknown(0));
    }

    @Test
    void labelIsKnownExactlyAfterTheDelay() {
        LabelStore store = new LabelStore(1_000, 5 * SECOND);
        record(store, 1, NOW, FRAUD);

        assertThat(find(store, 1, NOW)).isEqualTo(new Pending(1, NOW + 5 * SECOND));
        assertThat(store.nextDueMicros()).isEqualTo(NOW + 5 * SECOND);
        assertThat(find(store, 1, NOW + 5 * SECOND - 1)).isInstanceOf(Pending.class);
        assertThat(find(store, 1, NOW + 5 * SECOND)).isEqualTo(new Known(1, FRAUD, NOW + 5 * SECOND));
        assertThat(find(store, 1, NOW + 99 * SECOND)).isEqualTo(new Known(1, FRAUD, NOW + 5 * SECOND));
        assertThat(store.nextDueMicros()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void labelsBecomeKnownInOrderOfTheirNumbers() {
        LabelStore store = new LabelStore(1_000, 0);
        record(store, 3, NOW + 9, FRAUD, FRAUD);

        assertThat(find(store, 3, NOW + 10)).isInstanceOf(Pending.class);
        assertThat(find(store, 1, NOW + 10)).isEqualTo(new Unknown(1));
        assertThat(store.nextDueMicros()).isEqualTo(Long.MAX_VALUE);

        record(store, 1, NOW + 20, NORMAL, NORMAL);

        assertThat(store.watermark()).isEqualTo(4);
        assertThat(labelledAt(store, 1, 4)).containsExactly(NOW + 19, NOW + 20, NOW + 20, NOW + 20);
    }

    @Test
    void transactionThatWasNotGeneratedIsSkipped() {
        LabelStore store = new LabelStore(1_000, 0);
        record(store, 1, NOW, FRAUD, TransactionListener.NOT_GENERATED, NORMAL, TransactionListener.NOT_GENERATED);

        assertThat(find(store, 2, NOW)).isEqualTo(new Unknown(2));
        assertThat(store.watermark()).isEqualTo(4);
        assertThat(store.lastKnown()).isEqualTo(3);
        assertThat(numbers(store.knownAfter(0, 10))).containsExactly(1L, 3L);
        assertThat(store.status(0).held()).isEqualTo(2);
    }

    @Test
    void numberIsAvailableOnlyIfALabelCanBeSent() {
        LabelStore store = new LabelStore(1_000, 0);
        record(store, 1, NOW, FRAUD, TransactionListener.NOT_GENERATED);
        assertThat(store.holds(1)).isTrue();
        assertThat(store.holds(2)).isFalse();

        record(store, 3, NOW, NORMAL);

        assertThat(store.holds(2)).isTrue();
        assertThat(numbers(store.knownAfter(1, 10))).containsExactly(3L);
        assertThat(store.holds(4)).isFalse();
        assertThat(store.knownAfter(3, 10)).isEmpty();
    }

    @Test
    void shorterDelayPublishesOverdueLabels() {
        LabelStore store = new LabelStore(1_000, 100 * SECOND);
        record(store, 1, NOW, FRAUD);
        record(store, 2, NOW + 8 * SECOND, FRAUD);

        store.changeDelay(5 * SECOND, NOW + 10 * SECOND);

        assertThat(find(store, 1, NOW + 10 * SECOND)).isEqualTo(new Known(1, FRAUD, NOW + 10 * SECOND));
        assertThat(find(store, 2, NOW + 10 * SECOND)).isEqualTo(new Pending(2, NOW + 13 * SECOND));
        assertThat(find(store, 2, NOW + 13 * SECOND)).isEqualTo(new Known(2, FRAUD, NOW + 13 * SECOND));
    }

    @Test
    void recordingAdvancesTheWatermarkByALimitedNumber() {
        LabelStore store = new LabelStore(100_000, 5 * SECOND);
        for (long first = 1; first <= 50_000; first += 1000) {
            record(store, first, NOW, new byte[1000]);
        }

        record(store, 50_001, NOW + 10 * SECOND, FRAUD);
        assertThat(store.watermark()).isEqualTo(2 * 16_384);

        assertThat(find(store, 50_000, NOW + 10 * SECOND)).isEqualTo(new Known(50_000, NORMAL, NOW + 5 * SECOND));
        assertThat(store.watermark()).isEqualTo(50_000);
    }

    @Test
    void dueLabelsAreKnownBeforeTheyAreEvicted() {
        LabelStore store = new LabelStore(50_000, 5 * SECOND);
        for (long first = 1; first <= 50_000; first += 1000) {
            record(store, first, NOW, new byte[1000]);
        }

        for (long first = 50_001; first <= 100_000; first += 1000) {
            record(store, first, NOW + 10 * SECOND, new byte[1000]);
        }

        assertThat(store.evictedUnknown()).isZero();
    }

    @Test
    void longerDelayDoesNotAffectManyDueLabels() {
        LabelStore store = new LabelStore(100_000, 5 * SECOND);
        for (long first = 1; first <= 50_000; first += 1000) {
            record(store, first, NOW, new byte[1000]);
        }

        store.changeDelay(100 * SECOND, NOW + 10 * SECOND);

        assertThat(store.watermark()).isEqualTo(50_000);
        assertThat(labelledAt(store, 49_999, 50_000)).containsOnly(NOW + 5 * SECOND);
    }

    @Test
    void longerDelayAppliesToLabelsThatAreNotDue() {
        LabelStore store = new LabelStore(1_000, 5 * SECOND);
        record(store, 1, NOW, FRAUD);
        record(store, 2, NOW + 8 * SECOND, FRAUD);

        // The store was not accessed since the first label was due.
        store.changeDelay(60 * SECOND, NOW + 10 * SECOND);

        assertThat(find(store, 1, NOW + 10 * SECOND)).isEqualTo(new Known(1, FRAUD, NOW + 5 * SECOND));
        assertThat(find(store, 2, NOW + 13 * SECOND)).isEqualTo(new Pending(2, NOW + 68 * SECOND));
        assertThat(find(store, 2, NOW + 68 * SECOND)).isEqualTo(new Known(2, FRAUD, NOW + 68 * SECOND));
    }

    @Test
    void sameDelayHasNoEffect() {
        LabelStore store = new LabelStore(1_000, 5 * SECOND);
        record(store, 1, NOW, FRAUD);

        store.changeDelay(5 * SECOND, NOW + 20 * SECOND);

        assertThat(find(store, 1, NOW + 20 * SECOND)).isEqualTo(new Known(1, FRAUD, NOW + 5 * SECOND));
    }

    @Test
    void oldestLabelIsEvictedWhenFull() {
        LabelStore store = new LabelStore(1_000, 0);
        record(store, 1, NOW, all(1_000, FRAUD));
        assertThat(find(store, 1, NOW)).isInstanceOf(Known.class);
        assertThat(store.oldest()).isEqualTo(1);
        assertThat(store.status(0).held()).isEqualTo(1_000);

        record(store, 1_001, NOW, NORMAL);

        assertThat(find(store, 1, NOW)).isEqualTo(new Evicted(1));
        assertThat(find(store, 2, NOW)).isInstanceOf(Known.class);
        assertThat(find(store, 1_001, NOW)).isEqualTo(new Known(1_001, NORMAL, NOW));
        assertThat(store.oldest()).isEqualTo(2);
        assertThat(store.status(0).held()).isEqualTo(1_000);
        assertThat(store.status(0).known()).isEqualTo(1_000);
        assertThat(store.evictedUnknown()).isZero();
        assertThat(store.knownAfter(0, 10)).as("the label after 0 is evicted").isEmpty();
        assertThat(numbers(store.knownAfter(1, 2))).containsExactly(2L, 3L);
    }

    @Test
    void labelsEvictedBeforeTheyAreKnownAreCounted() {
        LabelStore store = new LabelStore(1_000, 60 * SECOND);
        record(store, 1, NOW, all(1_000, FRAUD));
        record(store, 1_001, NOW, FRAUD, TransactionListener.NOT_GENERATED, FRAUD);

        assertThat(store.evictedUnknown()).isEqualTo(3);
        assertThat(store.watermark()).isEqualTo(3);
        assertThat(store.status(0).known()).isZero();
        assertThat(store.status(0).held()).isEqualTo(999);
        assertThat(find(store, 3, NOW)).isEqualTo(new Evicted(3));
        assertThat(find(store, 4, NOW)).isInstanceOf(Pending.class);
        assertThat(find(store, 4, NOW + 60 * SECOND)).isInstanceOf(Known.class);
    }

    @Test
    void recordingPublishesDueLabelsBeforeItEvicts() {
        LabelStore store = new LabelStore(1_000, SECOND);
        record(store, 1, NOW, all(1_000, FRAUD));

        record(store, 1_001, NOW + SECOND, FRAUD);

        assertThat(store.evictedUnknown()).isZero();
        assertThat(store.watermark()).isEqualTo(1_000);
    }

    @Test
    void blockThatArrivesAfterItsEvictionIsCounted() {
        LabelStore store = new LabelStore(1_000, 0);
        record(store, 2, NOW, all(1_000, FRAUD));
        assertThat(store.watermark()).isEqualTo(1_001);

        record(store, 1, NOW, FRAUD);

        assertThat(find(store, 1, NOW)).isEqualTo(new Evicted(1));
        assertThat(store.evictedUnknown()).isEqualTo(1);
        assertThat(store.watermark()).isEqualTo(1_001);
        assertThat(store.status(0).held()).isEqualTo(1_000);
    }

    @Test
    void blockLargerThanTheCapacityLeavesTheLatest() {
        LabelStore store = new LabelStore(1_000, 0);
        record(store, 1, NOW, all(2_500, FRAUD));

        assertThat(store.oldest()).isEqualTo(1_501);
        assertThat(store.watermark()).isEqualTo(2_500);
        assertThat(store.evictedUnknown()).isEqualTo(1_500);
        assertThat(labelledAt(store, 1_501, 2_500)).isSorted();
    }

    @Test
    void resumesWithinTheNewestThreeQuarters() {
        LabelStore store = new LabelStore(1_000, 0);
        assertThat(store.oldestToResume()).isEqualTo(1);
        record(store, 1, NOW, all(500, FRAUD));
        assertThat(store.oldestToResume()).isEqualTo(1);
        record(store, 501, NOW, all(1_000, FRAUD));
        assertThat(store.oldestToResume()).isEqualTo(751);
        store.changeDelay(SECOND, NOW);
        record(store, 1_501, NOW, all(900, FRAUD));
        assertThat(store.oldestToResume()).isEqualTo(1_501);
    }

    @Test
    void segmentsAreAllocatedWhenUsed() {
        assertThat(LabelStore.BYTES_PER_SLOT).isEqualTo(29);
        LabelStore store = new LabelStore(100_000_000, 0);
        record(store, 1, NOW, FRAUD);
        record(store, 20_000, NOW, FRAUD);

        assertThat(store.allocatedBytes()).isEqualTo(2 * 16_384 * 16);
    }

    @Test
    void segmentsTakeNoMoreThanTheCapacity() {
        LabelStore store = new LabelStore(50_000, 0);
        for (long first = 1; first < 200_000; first += 1_000) {
            record(store, first, NOW + first, all(1_000, FRAUD));
        }

        assertThat(store.allocatedBytes()).isEqualTo(50_000 * 16);
        assertThat(labelledAt(store, 150_001, 200_000)).isSorted().hasSize(50_000);
    }

    @Test
    void concurrentWritersAndReaderLoseNothing() throws Exception {
        int writers = 4;
        int blocks = 500;
        int maxBlock = 40;
        LabelStore store = new LabelStore(1_000_000, 0);
        AtomicLong last = new AtomicLong();
        AtomicLong clock = new AtomicLong(NOW);
        ExecutorService executor = Executors.newFixedThreadPool(writers + 1);
        try {
            List<Future<?>> written = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int seed = writer;
                written.add(executor.submit(() -> {
                    for (int block = 0; block < blocks; block++) {
                        byte[] labels = new byte[1 + (block * 7 + seed) % maxBlock];
                        long first = last.getAndAdd(labels.length) + 1;
                        for (int i = 0; i < labels.length; i++) {
                            labels[i] = (byte) ((first + i) % 5);
                        }
                        store.record(first, labels, null, clock.addAndGet(labels.length));
                    }
                }));
            }
            AtomicLong total = new AtomicLong(Long.MAX_VALUE);
            Future<List<Known>> read = executor.submit(() -> {
                List<Known> known = new ArrayList<>();
                while (known.size() < total.get()) {
                    known.addAll(store.knownAfter(known.size(), 100));
                }
                return known;
            });
            for (Future<?> one : written) {
                one.get();
            }
            total.set(last.get());

            List<Known> known = read.get();
            assertThat(numbers(known))
                    .isEqualTo(LongStream.rangeClosed(1, last.get()).boxed().toList());
            assertThat(known).allMatch(one -> one.label() == one.number() % 5);
            assertThat(known.stream().map(Known::labelledAtMicros)).isSorted();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void detailsAreKeptWithTheirLabels() {
        LabelStore store = new LabelStore(1_000, 0);
        store.record(1, new byte[] {NORMAL, FRAUD}, new LabelDetail[] {null, DETAIL}, NOW);
        record(store, 3, NOW, FRAUD);

        assertThat(find(store, 1, NOW)).isEqualTo(new Known(1, NORMAL, NOW - 1));
        assertThat(find(store, 2, NOW)).isEqualTo(new Known(2, FRAUD, NOW, DETAIL));
        assertThat(find(store, 3, NOW)).isEqualTo(new Known(3, FRAUD, NOW));
        assertThat(store.knownAfter(1, 1)).containsExactly(new Known(2, FRAUD, NOW, DETAIL));
    }

    @Test
    void detailsAreEvictedWithTheirLabels() {
        LabelStore store = new LabelStore(1_000, 0);
        for (long first = 1; first <= 20_000; first += 100) {
            store.record(first, all(100, FRAUD), detailsOf(100, 10), NOW);
        }

        for (long number = 19_001; number <= 20_000; number++) {
            LabelDetail expected = number % 100 >= 1 && number % 100 <= 10 ? DETAIL : null;
            assertThat(find(store, number, NOW))
                    .isInstanceOfSatisfying(
                            Known.class, known -> assertThat(known.detail()).isEqualTo(expected));
        }
        assertThat(find(store, 19_000, NOW)).isEqualTo(new Evicted(19_000));
        assertThat(store.reach()).isEqualTo(1_000);
        assertThat(store.oldestToResume()).isEqualTo(19_251);
    }

    @Test
    void labelsAreEvictedEarlierIfMostHaveDetails() {
        LabelStore store = new LabelStore(8_000, 0);
        for (long first = 1; first <= 50_000; first += 100) {
            store.record(first, all(100, FRAUD), detailsOf(100, 50), NOW);
        }

        // An eighth of the capacity, which every second label has.
        assertThat(store.reach()).isBetween(1_900L, 2_100L);
        assertThat(store.oldest()).isEqualTo(50_001 - store.reach());
        assertThat(store.status(0).held()).isEqualTo(store.reach());
        assertThat(store.status(0).known()).isEqualTo(store.reach());
        assertThat(store.evictedUnknown()).isZero();
        assertThat(store.oldestToResume()).isBetween(store.oldest() + 400, 50_000L);
        assertThat(find(store, store.oldest() - 1, NOW)).isInstanceOf(Evicted.class);
        assertThat(find(store, store.oldest(), NOW)).isInstanceOf(Known.class);

        for (long first = 50_001; first <= 70_000; first += 100) {
            record(store, first, NOW, all(100, FRAUD));
        }
        assertThat(store.reach()).isEqualTo(8_000);
        assertThat(store.oldest()).isEqualTo(62_001);
    }

    @Test
    void evictionsForDetailsAreLimitedForEachBlock() {
        LabelStore store = new LabelStore(80_000, 0);
        for (long first = 1; first <= 60_000; first += 1000) {
            record(store, first, NOW, new byte[1000]);
        }
        for (long first = 60_001; first <= 71_000; first += 1000) {
            store.record(first, all(1000, FRAUD), detailsOf(1000, 1000), NOW);
        }

        assertThat(store.oldest()).isEqualTo(1 + 16_384);
    }

    /** With a detail for the first labels of a block. */
    private static LabelDetail[] detailsOf(int count, int detailed) {
        LabelDetail[] details = new LabelDetail[count];
        Arrays.fill(details, 0, detailed, DETAIL);
        return details;
    }

    private static void record(LabelStore store, long first, long nowMicros, byte... labels) {
        store.record(first, labels, null, nowMicros);
    }

    private static byte[] all(int count, byte label) {
        byte[] labels = new byte[count];
        Arrays.fill(labels, label);
        return labels;
    }

    private static LabelLookup find(LabelStore store, long number, long nowMicros) {
        return store.find(new long[] {number}, nowMicros).get(0);
    }

    private static List<Long> labelledAt(LabelStore store, long from, long to) {
        long[] numbers = LongStream.rangeClosed(from, to).toArray();
        return store.find(numbers, Long.MIN_VALUE).stream()
                .map(lookup -> ((Known) lookup).labelledAtMicros())
                .toList();
    }

    private static List<Long> numbers(List<Known> known) {
        return known.stream().map(Known::number).toList();
    }
}
