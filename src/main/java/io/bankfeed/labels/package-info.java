/** The label of every transaction, published after a delay: {@code /labels}. */
@NullMarked
package io.bankfeed.labels;

import org.jspecify.annotations.NullMarked;
