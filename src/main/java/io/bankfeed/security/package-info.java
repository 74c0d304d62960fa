/** Who may do what: which web sites may read, and which may change something. */
@NullMarked
package io.bankfeed.security;

import org.jspecify.annotations.NullMarked;
