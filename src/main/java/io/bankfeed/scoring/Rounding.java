package io.bankfeed.scoring;

import org.jspecify.annotations.Nullable;

/** Rounds figures to six decimals, which is more than they are exact to. */
final class Rounding {

    private static final double MILLIONTHS = 1e6;

    private Rounding() {}

    static @Nullable Double rounded(@Nullable Double figure) {
        return figure == null ? null : Double.valueOf(Math.rint(figure * MILLIONTHS) / MILLIONTHS);
    }
}
