package io.bankfeed.http;

import java.net.URI;
import java.net.URISyntaxException;

/** What a request's first line asks for. */
final class WireUrl {

    private WireUrl() {}

    /** Whether it is a URL by the rules of {@link URI}, by which Quarkus goes. */
    static boolean isValid(String url) {
        if (isPlain(url)) {
            return true;
        }
        try {
            new URI(url);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** A path and a query of characters that are always right, as nearly all are: told without parsing. */
    private static boolean isPlain(String url) {
        if (url.length() < 2 || url.charAt(0) != '/' || url.charAt(1) == '/') {
            return url.equals("/");
        }
        for (int i = 1; i < url.length(); i++) {
            char c = url.charAt(i);
            if (!((c >= 'a' && c <= 'z')
                    || (c >= '/' && c <= '9')
                    || (c >= 'A' && c <= 'Z')
                    || "_-.?=&".indexOf(c) >= 0)) {
                return false;
            }
        }
        return true;
    }
}
