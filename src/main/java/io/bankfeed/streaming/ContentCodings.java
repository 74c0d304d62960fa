package io.bankfeed.streaming;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code Accept-Encoding} headers. */
public final class ContentCodings {

    private static final String GZIP = "gzip";
    private static final String IDENTITY = "identity";

    private ContentCodings() {}

    /** Whether a client accepts gzip and does not prefer an uncompressed response. */
    public static boolean acceptGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        double gzip = -1;
        double identity = 0;
        double any = 0;
        for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = coding.trim().split("\\s*;\\s*q=", -1);
            double quality = parts.length > 1 ? quality(parts[1]) : 1;
            switch (parts[0]) {
                case GZIP, "x-gzip" -> gzip = quality;
                case IDENTITY -> identity = quality;
                case "*" -> any = quality;
                default -> {
                    // Not supported.
                }
            }
        }
        double wanted = gzip < 0 ? any : gzip;
        return wanted > 0 && wanted >= identity;
    }

    private static double quality(String text) {
        return text.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(text) : 0;
    }
}
