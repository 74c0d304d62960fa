package io.bankfeed.core.scenario;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A change in how fraudsters work, from a day on. */
public enum Drift {
    /** Takeovers by remote control of the victim's usual device, with amounts under 10 million dong. */
    TAKEOVER_REMOTE,

    /** Laundering in amounts under 10 million dong. */
    LAUNDERING_SMALLER,

    /** Fraud moves from the mobile app to internet banking. */
    NEW_CHANNEL;

    /** The drift with a name on the wire. */
    public static Optional<Drift> of(String wireName) {
        return Arrays.stream(values())
                .filter(drift -> drift.wireName().equals(wireName))
                .findFirst();
    }

    /** The name on the wire, such as {@code takeover-remote}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
