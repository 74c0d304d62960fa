/** The live feed: {@code /stream}, {@code /start} and {@code /stop}. */
@NullMarked
package io.bankfeed.feed;

import org.jspecify.annotations.NullMarked;
