/** How customers and fraudsters behave: normal behaviour, one class a fraud pattern, and the mix of them. */
@NullMarked
package io.bankfeed.core.fraud;

import org.jspecify.annotations.NullMarked;
