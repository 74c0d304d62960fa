/** How the service shows itself to those who run it: {@code /}, {@code /status}, health, the API's description. */
@NullMarked
package io.bankfeed.operations;

import org.jspecify.annotations.NullMarked;
