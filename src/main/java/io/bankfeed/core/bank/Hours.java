package io.bankfeed.core.bank;

import io.bankfeed.core.random.KeyedRandom;

/** A non-empty set of hours of the day, 0 to 23. Immutable and thread-safe. */
public final class Hours {

    public static final int PER_DAY = 24;

    /** The whole day. */
    public static final Hours ALL =
            of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);

    private final int[] hours;
    private final int bits;

    private Hours(int[] hours, int bits) {
        this.hours = hours;
        this.bits = bits;
    }

    /**
     * Creates a set of hours.
     *
     * @throws IllegalArgumentException if there are no hours, or an hour is not from 0 to 23
     */
    public static Hours of(int... hours) {
        int bits = 0;
        for (int hour : hours) {
            if (hour < 0 || hour >= PER_DAY) {
                throw new IllegalArgumentException("An hour must be from 0 to 23, but was " + hour);
            }
            bits |= 1 << hour;
        }
        if (bits == 0) {
            throw new IllegalArgumentException("At least one hour is required");
        }
        return new Hours(hours.clone(), bits);
    }

    public boolean contains(int hour) {
        return (bits >>> hour & 1) == 1;
    }

    /** Draws one of the hours, each with the same probability. */
    public int draw(KeyedRandom random) {
        return hours[(int) random.below(hours.length)];
    }
}
