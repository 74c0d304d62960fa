/** The documents that are made from the code, and what keeps them true. */
@NullMarked
package io.bankfeed.documentation;

import org.jspecify.annotations.NullMarked;
