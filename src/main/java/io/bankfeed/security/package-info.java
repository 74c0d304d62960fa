/** Quarkus Security with API keys, tickets and tokens, and what pages of other origins may do. */
@NullMarked
package io.bankfeed.security;

import org.jspecify.annotations.NullMarked;
