/** Bounded datasets in event time, the same to the byte for the same recipe; {@code /datasets}. */
@NullMarked
package io.bankfeed.dataset;

import org.jspecify.annotations.NullMarked;
