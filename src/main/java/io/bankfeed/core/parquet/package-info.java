/** Writes transactions, with or without their labels, as Apache Parquet. */
package io.bankfeed.core.parquet;
