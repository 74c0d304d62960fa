/** The truth about every transaction, kept apart from the feed and told when it is due: {@code /labels}. */
@NullMarked
package io.bankfeed.labels;

import org.jspecify.annotations.NullMarked;
