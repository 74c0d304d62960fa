/** What all endpoints share: RFC 9457 problems, strict parsing, limits of request bodies, and back-pressure. */
@NullMarked
package io.bankfeed.http;

import org.jspecify.annotations.NullMarked;
