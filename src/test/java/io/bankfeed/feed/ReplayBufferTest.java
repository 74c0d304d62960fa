package io.bankfeed.feed;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ReplayBufferTest {

    @Test
    void isEmptyInitially() {
        ReplayBuffer replay = new ReplayBuffer(1000);

        assertThat(replay.newest()).isZero();
        assertThat(replay.oldest()).isEqualTo(1);
        assertThat(replay.bytes()).isZero();
        assertThat(replay.get(1)).isNull();
        assertThat(replay.bytesAfter(0)).isZero();
    }

    @Test
    void evictsTheOldestWhenFull() {
        ReplayBuffer replay = new ReplayBuffer(1000);
        append(replay, 1, 400);
        append(replay, 2, 400);
        append(replay, 3, 150);
        append(replay, 4, 100);

        assertThat(replay.oldest()).isEqualTo(2);
        assertThat(replay.newest()).isEqualTo(4);
        assertThat(replay.bytes()).isEqualTo(650);
        assertThat(replay.get(1)).isNull();
        assertThat(requireNonNull(replay.get(2)).sequence()).isEqualTo(2);
        assertThat(replay.get(5)).isNull();
        assertThat(replay.bytesAfter(2)).isEqualTo(250);
        assertThat(replay.bytesAfter(4)).isZero();
    }

    @Test
    void resumesWithinTheNewestThreeQuarters() {
        ReplayBuffer replay = new ReplayBuffer(1000);
        assertThat(replay.oldestToResume()).isEqualTo(1);

        append(replay, 1, 700);
        assertThat(replay.oldestToResume()).isEqualTo(1);
        append(replay, 2, 100);
        assertThat(replay.oldest()).isEqualTo(1);
        assertThat(replay.oldestToResume()).isEqualTo(2);
        append(replay, 3, 900);
        assertThat(replay.oldestToResume()).isEqualTo(3);
    }

    @Test
    void alwaysKeepsTheNewest() {
        ReplayBuffer replay = new ReplayBuffer(1000);
        append(replay, 1, 10);
        append(replay, 2, 5000);

        assertThat(replay.oldest()).isEqualTo(2);
        assertThat(replay.get(2)).isNotNull();
    }

    @Test
    void numberOfBatchesIsLimitedByBytesOnly() {
        ReplayBuffer replay = new ReplayBuffer(10_000);
        for (int sequence = 1; sequence <= 25_000; sequence++) {
            append(replay, sequence, 10);
        }

        assertThat(replay.oldest()).isEqualTo(24_001);
        for (int sequence = 24_001; sequence <= 25_000; sequence++) {
            assertThat(requireNonNull(replay.get(sequence)).sequence()).isEqualTo(sequence);
        }
    }

    @Test
    void rejectsBatchesOutOfOrder() {
        ReplayBuffer replay = new ReplayBuffer(1000);

        assertThatThrownBy(() -> append(replay, 2, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Batch 2 does not follow 0");
    }

    @Test
    void concurrentReaderGetsEachBatchOrSeesItEvicted() throws InterruptedException {
        ReplayBuffer replay = new ReplayBuffer(100_000);
        AtomicBoolean wrong = new AtomicBoolean();
        AtomicLong seen = new AtomicLong();
        Thread reader = new Thread(() -> {
            long position = 0;
            while (position < 200_000) {
                long newest = replay.newest();
                FeedEvent event = replay.get(position + 1);
                if (event != null) {
                    wrong.compareAndSet(false, event.sequence() != position + 1);
                    position++;
                    seen.incrementAndGet();
                } else if (position + 1 < replay.oldest()) {
                    position = replay.oldest() - 1;
                } else {
                    // Neither retained nor evicted, so it was not appended yet.
                    wrong.compareAndSet(false, newest > position && position + 1 >= replay.oldest());
                }
            }
        });
        reader.start();
        for (int sequence = 1; sequence <= 200_000; sequence++) {
            append(replay, sequence, 10);
        }
        reader.join();

        assertThat(wrong).isFalse();
        assertThat(seen).hasPositiveValue();
    }

    private static void append(ReplayBuffer replay, long sequence, int bytes) {
        replay.append(new FeedEvent(sequence, bytes, ByteBuffer.allocate(2), 0, new BatchDetails(0)));
    }
}
