package io.bankfeed.core.transaction;

/**
 * The ground truth of one transaction. Immutable and thread-safe.
 *
 * @param fraudType {@code normal} or the name of the fraud pattern: lower-case letters, digits and underscores
 * @param step the transaction's place in a scenario, or null if it belongs to none. A transaction of a scenario may be
 *     {@code normal}: it prepares the fraud.
 */
public record Label(String fraudType, ScenarioStep step) {

    public static final Label NORMAL = new Label("normal");

    private static final String NORMAL_TYPE = "normal";

    /** Creates the label of a transaction that belongs to no scenario. */
    // The core has no annotations for null, since it uses the JDK alone.
    @SuppressWarnings("NullAway")
    public Label(String fraudType) {
        this(fraudType, null);
    }

    /** @throws IllegalArgumentException if the fraud type has other characters, or does not begin with a letter */
    public Label {
        if (!isName(fraudType)) {
            throw new IllegalArgumentException(
                    "A fraud type must be lower-case letters, digits and underscores, but was \"" + fraudType + "\"");
        }
    }

    public boolean isFraud() {
        return !fraudType.equals(NORMAL_TYPE);
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            if (!letter && (i == 0 || ((c < '0' || c > '9') && c != '_'))) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
