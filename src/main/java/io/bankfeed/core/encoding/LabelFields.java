package io.bankfeed.core.encoding;

/** Which fields of the label follow those of a transaction. */
public enum LabelFields {
    NONE("false"),

    /** Whether it is fraud, and of which type. */
    TRUTH("true"),

    /** In addition, its place in a scenario, and whether and when the bank reports it as fraud. */
    FULL("full");

    private final String wireName;

    LabelFields(String wireName) {
        this.wireName = wireName;
    }

    /** The value of the query parameter {@code labels}. */
    public String wireName() {
        return wireName;
    }
}
