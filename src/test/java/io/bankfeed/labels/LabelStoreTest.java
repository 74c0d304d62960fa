package io.bankfeed.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.generator.GroundTruth;
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
    private static final long SECOND = 1_000_000;
    private static final long NOW = 1_000 * SECOND;

    @Test
    void withoutADelayALabelIsKnownAsSoonAsItsTransactionIsMade() {
        LabelStore log = new LabelStore(1_000, 0);
        record(log, 1, NOW, NORMAL, FRAUD);

        assertThat(find(log, 1, NOW)).isEqualTo(new Known(1, NORMAL, NOW - 1));
        assertThat(find(log, 2, NOW)).isEqualTo(new Known(2, FRAUD, NOW));
        assertThat(find(log, 3, NOW)).isEqualTo(new Unknown(3));
        assertThat(find(log, 0, NOW)).isEqualTo(new Unknown(0));
    }

    @Test
    void aLabelIsKnownWhenItsDelayIsOverAndNotAMicrosecondBefore() {
        LabelStore log = new LabelStore(1_000, 5 * SECOND);
        record(log, 1, NOW, FRAUD);

        assertThat(find(log, 1, NOW)).isEqualTo(new Pending(1, NOW + 5 * SECOND));
        assertThat(log.nextDueMicros()).isEqualTo(NOW + 5 * SECOND);
        assertThat(find(log, 1, NOW + 5 * SECOND - 1)).isInstanceOf(Pending.class);
        assertThat(find(log, 1, NOW + 5 * SECOND)).isEqualTo(new Known(1, FRAUD, NOW + 5 * SECOND));
        assertThat(find(log, 1, NOW + 99 * SECOND)).isEqualTo(new Known(1, FRAUD, NOW + 5 * SECOND));
        assertThat(log.nextDueMicros()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void labelsBecomeKnownInTheOrderOfTheirTransactionsThoughBlocksComeInAnother() {
        LabelStore log = new LabelStore(1_000, 0);
        record(log, 3, NOW + 9, FRAUD, FRAUD);

        assertThat(find(log, 3, NOW + 10)).isInstanceOf(Pending.class);
        assertThat(find(log, 1, NOW + 10)).isEqualTo(new Unknown(1));
        assertThat(log.nextDueMicros()).isEqualTo(Long.MAX_VALUE);

        record(log, 1, NOW + 20, NORMAL, NORMAL);

        assertThat(log.passed()).isEqualTo(4);
        assertThat(labelledAt(log, 1, 4)).containsExactly(NOW + 19, NOW + 20, NOW + 20, NOW + 20);
    }

    @Test
    void aTransactionThatWasNeverMadeHoldsNobodyUpAndHasNoLabel() {
        LabelStore log = new LabelStore(1_000, 0);
        record(log, 1, NOW, FRAUD, GroundTruth.NEVER_MADE, NORMAL, GroundTruth.NEVER_MADE);

        assertThat(find(log, 2, NOW)).isEqualTo(new Unknown(2));
        assertThat(log.passed()).isEqualTo(4);
        assertThat(log.lastKnown()).isEqualTo(3);
        assertThat(numbers(log.knownAfter(0, 10))).containsExactly(1L, 3L);
        assertThat(log.status(0).held()).isEqualTo(2);
    }

    @Test
    void aNumberIsHeldForASubscriberOnlyIfALabelIsThereToBeSent() {
        LabelStore log = new LabelStore(1_000, 0);
        record(log, 1, NOW, FRAUD, GroundTruth.NEVER_MADE);
        assertThat(log.holds(1)).isTrue();
        assertThat(log.holds(2)).isFalse();

        record(log, 3, NOW, NORMAL);

        assertThat(log.holds(2)).isTrue();
        assertThat(numbers(log.knownAfter(1, 10))).containsExactly(3L);
        assertThat(log.holds(4)).isFalse();
        assertThat(log.knownAfter(3, 10)).isEmpty();
    }

    @Test
    void aShorterDelayMakesKnownWhatIsPastItFromThenOn() {
        LabelStore log = new LabelStore(1_000, 100 * SECOND);
        record(log, 1, NOW, FRAUD);
        record(log, 2, NOW + 8 * SECOND, FRAUD);

        log.changeDelay(5 * SECOND, NOW + 10 * SECOND);

        assertThat(find(log, 1, NOW + 10 * SECOND)).isEqualTo(new Known(1, FRAUD, NOW + 10 * SECOND));
        assertThat(find(log, 2, NOW + 10 * SECOND)).isEqualTo(new Pending(2, NOW + 13 * SECOND));
        assertThat(find(log, 2, NOW + 13 * SECOND)).isEqualTo(new Known(2, FRAUD, NOW + 13 * SECOND));
    }

    @Test
    void manyLabelsThatAreDueAtOnceAreNotAllThatABlockWaitsFor() {
        LabelStore log = new LabelStore(100_000, 5 * SECOND);
        for (long first = 1; first <= 50_000; first += 1000) {
            record(log, first, NOW, new byte[1000]);
        }

        record(log, 50_001, NOW + 10 * SECOND, FRAUD);
        assertThat(log.passed()).isEqualTo(2 * 16_384);

        assertThat(find(log, 50_000, NOW + 10 * SECOND)).isEqualTo(new Known(50_000, NORMAL, NOW + 5 * SECOND));
        assertThat(log.passed()).isEqualTo(50_000);
    }

    @Test
    void ofManyLabelsThatAreDueNoneMakesRoomBeforeItIsKnown() {
        LabelStore log = new LabelStore(50_000, 5 * SECOND);
        for (long first = 1; first <= 50_000; first += 1000) {
            record(log, first, NOW, new byte[1000]);
        }

        for (long first = 50_001; first <= 100_000; first += 1000) {
            record(log, first, NOW + 10 * SECOND, new byte[1000]);
        }

        assertThat(log.evictedUnknown()).isZero();
    }

    @Test
    void aLongerDelayLeavesKnownWhatWasDueHoweverMuchThatIs() {
        LabelStore log = new LabelStore(100_000, 5 * SECOND);
        for (long first = 1; first <= 50_000; first += 1000) {
            record(log, first, NOW, new byte[1000]);
        }

        log.changeDelay(100 * SECOND, NOW + 10 * SECOND);

        assertThat(log.passed()).isEqualTo(50_000);
        assertThat(labelledAt(log, 49_999, 50_000)).containsOnly(NOW + 5 * SECOND);
    }

    @Test
    void aLongerDelayLeavesKnownWhatWasDueAndHoldsTheRestBack() {
        LabelStore log = new LabelStore(1_000, 5 * SECOND);
        record(log, 1, NOW, FRAUD);
        record(log, 2, NOW + 8 * SECOND, FRAUD);

        // Nobody has looked since the first was due.
        log.changeDelay(60 * SECOND, NOW + 10 * SECOND);

        assertThat(find(log, 1, NOW + 10 * SECOND)).isEqualTo(new Known(1, FRAUD, NOW + 5 * SECOND));
        assertThat(find(log, 2, NOW + 13 * SECOND)).isEqualTo(new Pending(2, NOW + 68 * SECOND));
        assertThat(find(log, 2, NOW + 68 * SECOND)).isEqualTo(new Known(2, FRAUD, NOW + 68 * SECOND));
    }

    @Test
    void theSameDelayAgainChangesNothing() {
        LabelStore log = new LabelStore(1_000, 5 * SECOND);
        record(log, 1, NOW, FRAUD);

        log.changeDelay(5 * SECOND, NOW + 20 * SECOND);

        assertThat(find(log, 1, NOW + 20 * SECOND)).isEqualTo(new Known(1, FRAUD, NOW + 5 * SECOND));
    }

    @Test
    void aLabelIsHeldUntilAsManyOthersAsFitHaveCome() {
        LabelStore log = new LabelStore(1_000, 0);
        record(log, 1, NOW, all(1_000, FRAUD));
        assertThat(find(log, 1, NOW)).isInstanceOf(Known.class);
        assertThat(log.oldest()).isEqualTo(1);
        assertThat(log.status(0).held()).isEqualTo(1_000);

        record(log, 1_001, NOW, NORMAL);

        assertThat(find(log, 1, NOW)).isEqualTo(new Evicted(1));
        assertThat(find(log, 2, NOW)).isInstanceOf(Known.class);
        assertThat(find(log, 1_001, NOW)).isEqualTo(new Known(1_001, NORMAL, NOW));
        assertThat(log.oldest()).isEqualTo(2);
        assertThat(log.status(0).held()).isEqualTo(1_000);
        assertThat(log.status(0).known()).isEqualTo(1_000);
        assertThat(log.evictedUnknown()).isZero();
        assertThat(log.knownAfter(0, 10)).as("what follows 0 is gone").isEmpty();
        assertThat(numbers(log.knownAfter(1, 2))).containsExactly(2L, 3L);
    }

    @Test
    void aLabelThatMakesRoomBeforeItIsKnownIsCounted() {
        LabelStore log = new LabelStore(1_000, 60 * SECOND);
        record(log, 1, NOW, all(1_000, FRAUD));
        record(log, 1_001, NOW, FRAUD, GroundTruth.NEVER_MADE, FRAUD);

        assertThat(log.evictedUnknown()).isEqualTo(3);
        assertThat(log.passed()).isEqualTo(3);
        assertThat(log.status(0).known()).isZero();
        assertThat(log.status(0).held()).isEqualTo(999);
        assertThat(find(log, 3, NOW)).isEqualTo(new Evicted(3));
        assertThat(find(log, 4, NOW)).isInstanceOf(Pending.class);
        assertThat(find(log, 4, NOW + 60 * SECOND)).isInstanceOf(Known.class);
    }

    @Test
    void whatIsDueIsKnownBeforeItMakesRoom() {
        LabelStore log = new LabelStore(1_000, SECOND);
        record(log, 1, NOW, all(1_000, FRAUD));

        record(log, 1_001, NOW + SECOND, FRAUD);

        assertThat(log.evictedUnknown()).isZero();
        assertThat(log.passed()).isEqualTo(1_000);
    }

    @Test
    void aBlockThatComesAfterItsRoomIsGoneIsCountedAndHoldsNobodyUp() {
        LabelStore log = new LabelStore(1_000, 0);
        record(log, 2, NOW, all(1_000, FRAUD));
        assertThat(log.passed()).isEqualTo(1_001);

        record(log, 1, NOW, FRAUD);

        assertThat(find(log, 1, NOW)).isEqualTo(new Evicted(1));
        assertThat(log.evictedUnknown()).isEqualTo(1);
        assertThat(log.passed()).isEqualTo(1_001);
        assertThat(log.status(0).held()).isEqualTo(1_000);
    }

    @Test
    void aBlockLargerThanTheCapacityLeavesTheLatest() {
        LabelStore log = new LabelStore(1_000, 0);
        record(log, 1, NOW, all(2_500, FRAUD));

        assertThat(log.oldest()).isEqualTo(1_501);
        assertThat(log.passed()).isEqualTo(2_500);
        assertThat(log.evictedUnknown()).isEqualTo(1_500);
        assertThat(labelledAt(log, 1_501, 2_500)).isSorted();
    }

    @Test
    void whoHasMissedSomeBeginsWithinTheNewestThreeQuarters() {
        LabelStore log = new LabelStore(1_000, 0);
        assertThat(log.oldestToResume()).isEqualTo(1);
        record(log, 1, NOW, all(500, FRAUD));
        assertThat(log.oldestToResume()).isEqualTo(1);
        record(log, 501, NOW, all(1_000, FRAUD));
        assertThat(log.oldestToResume()).isEqualTo(751);
        log.changeDelay(SECOND, NOW);
        record(log, 1_501, NOW, all(900, FRAUD));
        assertThat(log.oldestToResume()).isEqualTo(1_501);
    }

    @Test
    void aTransactionTakesSixteenBytesFromWhenItsSegmentIsUsed() {
        assertThat(LabelStore.BYTES_PER_SLOT).isEqualTo(16);
        LabelStore log = new LabelStore(100_000_000, 0);
        record(log, 1, NOW, FRAUD);
        record(log, 20_000, NOW, FRAUD);

        assertThat(log.allocatedBytes()).isEqualTo(2 * 16_384 * 16);
    }

    @Test
    void allSegmentsTogetherTakeNoMoreThanTheCapacity() {
        LabelStore log = new LabelStore(50_000, 0);
        for (long first = 1; first < 200_000; first += 1_000) {
            record(log, first, NOW + first, all(1_000, FRAUD));
        }

        assertThat(log.allocatedBytes()).isEqualTo(50_000 * 16);
        assertThat(labelledAt(log, 150_001, 200_000)).isSorted().hasSize(50_000);
    }

    @Test
    void writersAndAReaderAtOnceLoseNothing() throws Exception {
        int writers = 4;
        int blocks = 500;
        int most = 40;
        LabelStore log = new LabelStore(1_000_000, 0);
        AtomicLong last = new AtomicLong();
        AtomicLong clock = new AtomicLong(NOW);
        ExecutorService executor = Executors.newFixedThreadPool(writers + 1);
        try {
            List<Future<?>> written = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int seed = writer;
                written.add(executor.submit(() -> {
                    for (int block = 0; block < blocks; block++) {
                        byte[] labels = new byte[1 + (block * 7 + seed) % most];
                        long first = last.getAndAdd(labels.length) + 1;
                        for (int i = 0; i < labels.length; i++) {
                            labels[i] = (byte) ((first + i) % 5);
                        }
                        log.record(first, labels, clock.addAndGet(labels.length));
                    }
                }));
            }
            AtomicLong total = new AtomicLong(Long.MAX_VALUE);
            Future<List<Known>> read = executor.submit(() -> {
                List<Known> known = new ArrayList<>();
                while (known.size() < total.get()) {
                    known.addAll(log.knownAfter(known.size(), 100));
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

    private static void record(LabelStore log, long first, long nowMicros, byte... labels) {
        log.record(first, labels, nowMicros);
    }

    private static byte[] all(int count, byte label) {
        byte[] labels = new byte[count];
        Arrays.fill(labels, label);
        return labels;
    }

    private static LabelLookup find(LabelStore log, long number, long nowMicros) {
        return log.find(new long[] {number}, nowMicros).get(0);
    }

    private static List<Long> labelledAt(LabelStore log, long from, long to) {
        long[] numbers = LongStream.rangeClosed(from, to).toArray();
        return log.find(numbers, Long.MIN_VALUE).stream()
                .map(finding -> ((Known) finding).labelledAtMicros())
                .toList();
    }

    private static List<Long> numbers(List<Known> known) {
        return known.stream().map(Known::number).toList();
    }
}
