/** The bank's accounts, their recent activity, and the times of its transactions. */
package io.bankfeed.core.bank;
