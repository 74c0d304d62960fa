package io.bankfeed.security;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Locale;

/** What a caller may do; {@code application.properties} says which paths need which. */
public enum Role {

    /** May read: transactions, streams, datasets, labels, the status and the configuration. */
    READER,

    /** May change the feed too: start it, stop it, configure it. */
    OPERATOR,

    /** May read the metrics; anonymous callers have it by {@code bankfeed.security.open-metrics}. */
    METRICS,

    /** May read the documentation; anonymous callers have it by {@code bankfeed.security.open-documentation}. */
    DOCUMENTATION;

    /** Whether a caller may read the feed. */
    public static boolean mayRead(SecurityIdentity caller) {
        return caller.hasRole(READER.lowerCase()) || caller.hasRole(OPERATOR.lowerCase());
    }

    /** As in the configuration and in tokens. */
    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
