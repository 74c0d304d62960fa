/** Seeded randomness that gives the same draws on every machine, and the distributions that the bank needs. */
package io.bankfeed.core.random;
