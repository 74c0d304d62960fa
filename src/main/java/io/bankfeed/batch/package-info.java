/** {@code /transaction} and {@code /transactions/{count}}: transactions on request. */
@NullMarked
package io.bankfeed.batch;

import org.jspecify.annotations.NullMarked;
