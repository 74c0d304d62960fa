package io.bankfeed.sink;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bankfeed.core.bank.ArrivalTimes;
import io.bankfeed.settings.Settings;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * When the transactions of a bank are due, as JSON in the control topic: those up to {@code number} were due at {@code
 * atMicros}, and from then on a batch is due after each period, if the feed is running. Immutable.
 *
 * @param number the number of the last transaction that was due when this pace began
 * @param atMicros when it began, in microseconds since 1970-01-01T00:00Z
 */
@RegisterForReflection
@JsonPropertyOrder({"running", "frequency_seconds", "batch_size", "number", "at_micros"})
record Pace(
        @JsonProperty("running") boolean running,
        @JsonProperty("frequency_seconds") double frequencySeconds,
        @JsonProperty("batch_size") int batchSize,
        @JsonProperty("number") long number,
        @JsonProperty("at_micros") long atMicros) {

    private static final long MICROS_PER_SECOND = 1_000_000;

    /** When nothing is due any more. */
    static final long NEVER = Long.MAX_VALUE;

    Pace {
        if (!(frequencySeconds >= Settings.MIN_FREQUENCY_SECONDS && frequencySeconds <= Settings.MAX_FREQUENCY_SECONDS)
                || batchSize < 1
                || batchSize > Settings.MAX_BATCH_SIZE
                || number < 0
                || number > ArrivalTimes.MAX_INDEX) {
            throw new IllegalArgumentException("Invalid pace: " + frequencySeconds + " s, " + batchSize);
        }
    }

    /** The number of the last transaction that is due at a time; it is never lower than {@link #number}. */
    long lastDue(long nowMicros) {
        return running ? number + batchesUntil(nowMicros) * batchSize : number;
    }

    /** When a transaction is due, or {@link #NEVER}; those up to {@link #number} when this pace began. */
    long dueMicros(long ofNumber) {
        if (ofNumber <= number) {
            return atMicros;
        }
        long batch = (ofNumber - number + batchSize - 1) / batchSize;
        return running ? atMicros + (long) Math.ceil(batch * periodMicros()) : NEVER;
    }

    /** How many transactions are due in a second, at least one batch. */
    long perSecond() {
        return Math.max(batchSize, (long) (batchSize * MICROS_PER_SECOND / periodMicros()));
    }

    /** This pace with other settings from a time on. */
    Pace with(boolean runs, double newFrequencySeconds, int newBatchSize, long nowMicros) {
        return new Pace(runs, newFrequencySeconds, newBatchSize, lastDue(nowMicros), Math.max(atMicros, nowMicros));
    }

    /** Whether another pace has the same settings, whenever it began. */
    boolean hasSettingsOf(Pace other) {
        return running == other.running && frequencySeconds == other.frequencySeconds && batchSize == other.batchSize;
    }

    boolean hasSettingsOf(Settings settings) {
        return frequencySeconds == settings.frequencySeconds() && batchSize == settings.batchSize();
    }

    /** Settings with this pace. */
    Settings appliedTo(Settings settings) {
        return new Settings(
                frequencySeconds,
                settings.fraudInjectionRate(),
                batchSize,
                settings.labelDelaySeconds(),
                settings.difficulty());
    }

    private long batchesUntil(long nowMicros) {
        long batches = Math.max(0, (long) ((nowMicros - atMicros) / periodMicros()));
        // The quotient may be rounded up to the next batch.
        return batches > 0 && atMicros + (long) Math.ceil(batches * periodMicros()) > nowMicros ? batches - 1 : batches;
    }

    private double periodMicros() {
        return frequencySeconds * MICROS_PER_SECOND;
    }
}
