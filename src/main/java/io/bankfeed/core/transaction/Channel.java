package io.bankfeed.core.transaction;

/** The channel through which a customer orders a transaction. */
public enum Channel {
    MOBILE("mobile"),
    INTERNET("internet"),
    POS("pos"),
    ATM("atm"),
    BRANCH("branch");

    private final String wireName;

    Channel(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire: ASCII without characters that JSON escapes. */
    public String wireName() {
        return wireName;
    }
}
