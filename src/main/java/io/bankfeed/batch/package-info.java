/** Transactions on request: {@code /transaction} and {@code /transactions/{count}}. */
@NullMarked
package io.bankfeed.batch;

import org.jspecify.annotations.NullMarked;
