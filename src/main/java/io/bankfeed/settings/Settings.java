package io.bankfeed.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be changed while the service runs. Immutable; one of them is in effect at any time. */
@RegisterForReflection
@JsonPropertyOrder({"frequency_seconds", "fraud_injection_rate", "batch_size", "label_delay_seconds", "difficulty"})
@Schema(description = "The configuration in effect.", additionalProperties = Schema.False.class)
public record Settings(
        @JsonProperty("frequency_seconds")
        @Schema(description = "Seconds from one batch of the feed to the next.", minimum = "0.001", maximum = "3600")
        double frequencySeconds,

        @JsonProperty("fraud_injection_rate")
        @Schema(description = "The probability that a transaction is fraud.", minimum = "0", maximum = "1")
        double fraudInjectionRate,

        @JsonProperty("batch_size")
        @Schema(description = "Transactions in a batch of the feed.", minimum = "1", maximum = "1000")
        int batchSize,

        @JsonProperty("label_delay_seconds")
        @Schema(
                description = "Seconds from a transaction until its label is known.",
                minimum = "0",
                maximum = "31536000",
                examples = "0.0")
        double labelDelaySeconds,

        @JsonProperty("difficulty")
        @Schema(
                description = "How hard the fraud is to find: 0 is the textbook, 0.5 realistic, 1 hard.",
                minimum = "0",
                maximum = "1",
                examples = "0.5")
        double difficulty) {

    public static final double MIN_FREQUENCY_SECONDS = 0.001;
    public static final double MAX_FREQUENCY_SECONDS = 3600;
    public static final int MAX_BATCH_SIZE = 1000;
    public static final double MAX_LABEL_DELAY_SECONDS = 31_536_000;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    /** @throws IllegalArgumentException if a value is out of range */
    public Settings {
        if (!(frequencySeconds >= MIN_FREQUENCY_SECONDS && frequencySeconds <= MAX_FREQUENCY_SECONDS)) {
            throw new IllegalArgumentException("frequency_seconds must be from " + MIN_FREQUENCY_SECONDS + " to "
                    + MAX_FREQUENCY_SECONDS + ", but was " + frequencySeconds);
        }
        if (!(fraudInjectionRate >= 0 && fraudInjectionRate <= 1)) {
            throw new IllegalArgumentException(
                    "fraud_injection_rate must be from 0 to 1, but was " + fraudInjectionRate);
        }
        if (batchSize < 1 || batchSize > MAX_BATCH_SIZE) {
            throw new IllegalArgumentException(
                    "batch_size must be from 1 to " + MAX_BATCH_SIZE + ", but was " + batchSize);
        }
        if (!(labelDelaySeconds >= 0 && labelDelaySeconds <= MAX_LABEL_DELAY_SECONDS)) {
            throw new IllegalArgumentException(
                    "label_delay_seconds must be from 0 to 31536000, but was " + labelDelaySeconds);
        }
        if (!(difficulty >= 0 && difficulty <= 1)) {
            throw new IllegalArgumentException("difficulty must be from 0 to 1, but was " + difficulty);
        }
    }

    /** The period of the feed in nanoseconds. */
    public long periodNanos() {
        return Math.round(frequencySeconds * NANOS_PER_SECOND);
    }

    /** The label delay in microseconds. */
    public long labelDelayMicros() {
        return Math.round(labelDelaySeconds * MICROS_PER_SECOND);
    }

    /** The configured rate of the feed in transactions per second. */
    public double targetPerSecond() {
        return batchSize / frequencySeconds;
    }
}
