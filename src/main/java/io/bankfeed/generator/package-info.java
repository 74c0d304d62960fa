/** The generator of transactions that all endpoints share, its configuration and its clock. */
@NullMarked
package io.bankfeed.generator;

import org.jspecify.annotations.NullMarked;
