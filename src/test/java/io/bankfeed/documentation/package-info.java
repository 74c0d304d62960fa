/** Documents that are generated from the code, and tests that keep the documentation correct. */
@NullMarked
package io.bankfeed.documentation;

import org.jspecify.annotations.NullMarked;
