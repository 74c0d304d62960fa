/** Authentication with API keys, tickets and tokens, and the policy for other origins. */
@NullMarked
package io.bankfeed.security;

import org.jspecify.annotations.NullMarked;
