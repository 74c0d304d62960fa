/** The wire record of a transaction, its label, and the encoder that writes both as JSON. Imports nothing of ours. */
package io.bankfeed.core.transaction;
