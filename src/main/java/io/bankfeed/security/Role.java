package io.bankfeed.security;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Locale;

/** What a caller may do. {@code application.properties} assigns roles to paths. */
public enum Role {

    /** May read: transactions, streams, datasets, labels, the status and the configuration. */
    READER,

    /** May also start, stop and configure the feed. */
    OPERATOR,

    /** May read the metrics; granted to anonymous callers by {@code bankfeed.security.open-metrics}. */
    METRICS,

    /** May read the documentation; granted to anonymous callers by {@code bankfeed.security.open-documentation}. */
    DOCUMENTATION;

    /** Whether a caller may read the feed. */
    public static boolean mayRead(SecurityIdentity caller) {
        return caller.hasRole(READER.lowerCase()) || caller.hasRole(OPERATOR.lowerCase());
    }

    /** The name in the configuration and in tokens. */
    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
