package io.bankfeed.security;

import java.util.Locale;

/** What a caller may do. */
public enum Role {

    /** May read: transactions, streams, datasets, labels, the status and the configuration. */
    READER,

    /** May change the feed too: start it, stop it, configure it. */
    OPERATOR;

    /** As configuration and tokens have it. */
    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
