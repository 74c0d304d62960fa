/** Limits the request rate and the open streams of each client. */
@NullMarked
package io.bankfeed.limits;

import org.jspecify.annotations.NullMarked;
