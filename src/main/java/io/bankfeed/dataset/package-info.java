/** {@code /datasets}: bounded datasets in event time, reproducible to the byte. */
@NullMarked
package io.bankfeed.dataset;

import org.jspecify.annotations.NullMarked;
