/** Every mistake of a client and every failure of ours as an RFC 9457 problem. */
@NullMarked
package io.bankfeed.http;

import org.jspecify.annotations.NullMarked;
