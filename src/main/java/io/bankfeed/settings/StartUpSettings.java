package io.bankfeed.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The settings that are in force after the start, and that a key takes which {@code POST /config} leaves out. The service
 * does not start with a value out of its range.
 */
@ConfigMapping(prefix = "bankfeed")
public interface StartUpSettings {

    /**
     * Seconds from one batch of the live feed to the next, from 0.001 to 3600. A batch costs the service about as much
     * CPU time as its transactions, and a write for each subscriber.
     */
    @WithDefault("1.0")
    @DecimalMin("0.001")
    @DecimalMax("3600")
    double frequencySeconds();

    /** The probability that a transaction is fraud, from 0 to 1. */
    @WithDefault("0.05")
    @DecimalMin("0")
    @DecimalMax("1")
    double fraudInjectionRate();

    /** Transactions in a batch of the live feed, from 1 to 1000. Each is about 420 bytes for each subscriber. */
    @WithDefault("1")
    @Min(1)
    @Max(1000)
    int batchSize();

    /**
     * Seconds from when a transaction is made until its label is known, from 0 to 31,536,000, which is a year. It costs
     * nothing, but {@code bankfeed.truth.capacity} must hold what is made meanwhile, or labels are lost.
     */
    @WithDefault("0")
    @DecimalMin("0")
    @DecimalMax("31536000")
    double labelDelaySeconds();
}
