/** A transaction, its label, and the values they consist of. */
package io.bankfeed.core.transaction;
