package io.bankfeed.core.transaction;

/** What a transaction is for. */
public enum TransactionType {
    TRANSFER("transfer"),
    BILL_PAYMENT("bill_payment"),
    CARD_PAYMENT("card_payment"),
    CASH_WITHDRAWAL("cash_withdrawal"),
    TOP_UP("top_up");

    private final String wireName;

    TransactionType(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire: ASCII without characters that JSON escapes. */
    public String wireName() {
        return wireName;
    }
}
