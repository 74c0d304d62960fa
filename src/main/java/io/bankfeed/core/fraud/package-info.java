/** How customers and fraudsters behave: normal behaviour, one class a fraud pattern, and the mix of them. */
package io.bankfeed.core.fraud;
