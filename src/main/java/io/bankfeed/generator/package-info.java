/** The bean that every edge asks for transactions. */
@NullMarked
package io.bankfeed.generator;

import org.jspecify.annotations.NullMarked;
