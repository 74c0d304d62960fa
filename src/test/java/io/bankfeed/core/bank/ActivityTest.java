package io.bankfeed.core.bank;

import static io.bankfeed.core.transaction.IsoTime.micros;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ActivityTest {

    private static final long SECOND = 1_000_000;
    private static final long WINDOW = 300 * SECOND;
    private static final long BUCKET = 10 * SECOND;
    private static final long HOUR = 3600 * SECOND;

    /** The start of a bucket. */
    private static final long NOW = micros("2026-11-22T17:00:00+07:00");

    private final Activity activity = new Activity(10);

    @Test
    void transactionsOfAnAccountAreAddedUp() {
        assertThat(activity.record(0, NOW, 1)).isEqualTo(1);
        assertThat(activity.record(0, NOW + SECOND, 1)).isEqualTo(2);
        assertThat(activity.record(0, NOW + 2 * SECOND, 16)).isEqualTo(18);
        assertThat(activity.record(0, NOW + 100 * SECOND, 1)).isEqualTo(19);
    }

    @Test
    void countsTheSameWithoutLocks() {
        Activity other = new Activity(10);
        FrequencyCounter unlocked = other.unlocked();
        Random random = new Random(7);
        long now = NOW;
        for (int i = 0; i < 10_000; i++) {
            now += random.nextInt(i % 1000 == 0 ? (int) (2 * WINDOW) : (int) BUCKET);
            int slot = random.nextInt(10);
            int count = 1 + random.nextInt(3);

            assertThat(unlocked.record(slot, now, count)).isEqualTo(activity.record(slot, now, count));
        }
        assertThat(other.record(0, now, 1)).isEqualTo(activity.record(0, now, 1));
    }

    @Test
    void accountsAreCountedSeparately() {
        activity.record(0, NOW, 20);

        assertThat(activity.record(1, NOW, 1)).isEqualTo(1);
        assertThat(activity.record(9, NOW, 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5 * SECOND, BUCKET - 1})
    void transactionsAreCountedForFiveMinutesAndUpToOneBucketLonger(long intoBucket) {
        long first = NOW + intoBucket;

        activity.record(0, first, 1);
        activity.record(1, first, 1);

        assertThat(activity.record(0, first + WINDOW, 1)).isEqualTo(2);
        assertThat(activity.record(1, first + WINDOW + BUCKET, 1)).isEqualTo(1);
    }

    @Test
    void transactionsLeaveTheWindowBucketByBucket() {
        for (int i = 0; i < 30; i++) {
            activity.record(0, NOW + i * BUCKET, 1);
        }

        assertThat(activity.record(0, NOW + WINDOW, 1)).isEqualTo(31);
        assertThat(activity.record(0, NOW + WINDOW + BUCKET, 0)).isEqualTo(30);
        assertThat(activity.record(0, NOW + WINDOW + 5 * BUCKET, 0)).isEqualTo(26);
        assertThat(activity.record(0, NOW + 2 * WINDOW, 0)).isEqualTo(1);
        assertThat(activity.record(0, NOW + 2 * WINDOW + BUCKET, 0)).isZero();
    }

    @Test
    void countIsBetweenThatOfFiveMinutesAndThatOfOneBucketMore() {
        Random random = new Random(300);
        List<Long> added = new ArrayList<>();
        long now = NOW;

        for (int i = 0; i < 5000; i++) {
            now += (long) (-Math.log(random.nextDouble()) * (i % 100 == 0 ? WINDOW : 3 * SECOND));
            added.add(now);

            int count = activity.record(0, now, 1);

            assertThat(count).isBetween(since(added, now - WINDOW), since(added, now - WINDOW - BUCKET));
        }
    }

    /** Bucket numbers whose difference overflows an int, or is a multiple of its range. */
    @ParameterizedTest
    @ValueSource(longs = {(1L << 31) - 1, 1L << 31, (1L << 31) + 5, 1L << 32, (1L << 32) + 1})
    void transactionsFromCenturiesAgoAreNotCounted(long buckets) {
        activity.record(0, NOW - BUCKET, 7);
        activity.record(0, NOW, 9);

        assertThat(activity.record(0, NOW + buckets * BUCKET, 1)).isEqualTo(1);
    }

    @Test
    void noTransactionIsLostWhenTheClockGoesBack() {
        activity.record(0, NOW, 5);

        assertThat(activity.record(0, NOW - 60 * SECOND, 1)).isEqualTo(6);
        assertThat(activity.record(0, NOW - HOUR, 1)).isEqualTo(7);
        assertThat(activity.record(0, NOW + WINDOW, 1)).isEqualTo(8);
        assertThat(activity.record(0, NOW + WINDOW + BUCKET, 1)).isEqualTo(2);
    }

    @Test
    void windowIsEmptyAfterTheClockJumpsAnHour() {
        activity.record(0, NOW, 5);

        assertThat(activity.record(0, NOW + HOUR, 1)).isEqualTo(1);
    }

    @Test
    void timesBeforeTheEpochAreSupported() {
        activity.record(0, -SECOND, 1);

        assertThat(activity.record(0, SECOND, 1)).isEqualTo(2);
        assertThat(activity.record(0, -SECOND + WINDOW + BUCKET, 1)).isEqualTo(2);
    }

    @Test
    void accountsAreActiveFromTheirFirstTransaction() {
        assertThat(activity.activeAccounts()).isZero();

        activity.record(3, NOW, 1);
        activity.record(3, NOW, 1);
        activity.record(4, NOW, 1);

        assertThat(activity.activeAccounts()).isEqualTo(2);
    }

    @Test
    void idleAccountsExpire() {
        activity.record(3, NOW, 1);
        activity.record(4, NOW + 100 * SECOND, 1);

        activity.expire(NOW + WINDOW);
        assertThat(activity.activeAccounts()).isEqualTo(2);

        activity.expire(NOW + WINDOW + BUCKET);
        assertThat(activity.activeAccounts()).isEqualTo(1);

        activity.expire(NOW + WINDOW + 11 * BUCKET);
        assertThat(activity.activeAccounts()).isZero();
    }

    @Test
    void transactionsInTheWindowSurviveExpiry() {
        activity.record(3, NOW, 1);
        activity.record(3, NOW + 200 * SECOND, 2);

        activity.expire(NOW + WINDOW + BUCKET);

        assertThat(activity.record(3, NOW + WINDOW + BUCKET, 1)).isEqualTo(3);
        assertThat(activity.activeAccounts()).isEqualTo(1);
    }

    @Test
    void expiredAccountsStartFromZero() {
        activity.record(3, NOW, 7);
        activity.expire(NOW + HOUR);

        assertThat(activity.record(3, NOW + HOUR, 1)).isEqualTo(1);
        assertThat(activity.activeAccounts()).isEqualTo(1);
    }

    @Test
    void nothingExpiresWhenTheClockGoesBack() {
        activity.record(3, NOW, 7);

        activity.expire(NOW - HOUR);

        assertThat(activity.record(3, NOW, 1)).isEqualTo(8);
    }

    private static int since(List<Long> added, long micros) {
        int count = 0;
        for (int i = added.size() - 1; i >= 0 && added.get(i) > micros; i--) {
            count++;
        }
        return count;
    }
}
