/** Writes transactions, with or without their labels, as JSON and as CSV. */
@NullMarked
package io.bankfeed.core.encoding;

import org.jspecify.annotations.NullMarked;
