package io.bankfeed.core.bank;

import io.bankfeed.core.random.KeyedRandom;

/** Some hours of the day, 0 to 23, at least one. Immutable and thread-safe. */
public final class Hours {

    public static final int A_DAY = 24;

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
     * Some hours, each of which is drawn alike.
     *
     * @throws IllegalArgumentException if there is none, or one is not from 0 to 23
     */
    public static Hours of(int... hours) {
        int bits = 0;
        for (int hour : hours) {
            if (hour < 0 || hour >= A_DAY) {
                throw new IllegalArgumentException("An hour is from 0 to 23, not " + hour);
            }
            bits |= 1 << hour;
        }
        if (bits == 0) {
            throw new IllegalArgumentException("There must be an hour");
        }
        return new Hours(hours.clone(), bits);
    }

    public boolean contains(int hour) {
        return (bits >>> hour & 1) == 1;
    }

    /** Any of them, each alike. */
    public int draw(KeyedRandom draws) {
        return hours[(int) draws.below(hours.length)];
    }
}
