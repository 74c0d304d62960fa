/** The bank: its accounts, what each of them did in the last five minutes, and its time of day. */
package io.bankfeed.core.bank;
