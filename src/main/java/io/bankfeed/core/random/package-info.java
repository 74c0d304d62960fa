/** Keyed random numbers that are the same on every machine, and the distributions of the bank's values. */
package io.bankfeed.core.random;
