/** Seeded randomness that gives the same draws on every machine, and the distributions that the bank needs. */
@NullMarked
package io.bankfeed.core.random;

import org.jspecify.annotations.NullMarked;
