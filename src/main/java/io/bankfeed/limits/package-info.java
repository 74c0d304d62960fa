/** How much each client may ask of the service, and how many streams it may hold. */
@NullMarked
package io.bankfeed.limits;

import org.jspecify.annotations.NullMarked;
