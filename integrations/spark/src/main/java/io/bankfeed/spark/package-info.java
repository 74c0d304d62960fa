/** A Spark data source whose rows are the transactions of a bank. */
package io.bankfeed.spark;
