package io.bankfeed.http;

import java.util.List;
import java.util.Set;

/**
 * An endpoint.
 *
 * @param methods the methods that it allows, in alphabetical order
 * @param queryParameters the names of the query parameters of all methods
 * @param mediaTypes the media types of its responses, the default first
 * @param bodyTypes the media types of its request bodies; empty if it takes none
 * @param maxBodyBytes the maximum size of a request body
 */
record Endpoint(
        Set<String> methods,
        Set<String> queryParameters,
        List<String> mediaTypes,
        List<String> bodyTypes,
        int maxBodyBytes) {

    /** The maximum size of a request body, unless the operation specifies another. */
    static final int DEFAULT_MAX_BODY_BYTES = 64 * 1024;

    String allow() {
        return String.join(", ", methods);
    }
}
