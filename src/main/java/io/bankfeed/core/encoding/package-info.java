/** Writes transactions, with or without their labels, as JSON and as CSV. */
package io.bankfeed.core.encoding;
