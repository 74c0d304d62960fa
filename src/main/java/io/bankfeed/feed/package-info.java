/** The live feed: its cadence, its replay buffer, its subscribers; {@code /stream}, {@code /start}, {@code /stop}. */
@NullMarked
package io.bankfeed.feed;

import org.jspecify.annotations.NullMarked;
