package io.bankfeed.core.transaction;

/**
 * The ground truth of one transaction.
 *
 * @param fraudType {@code normal} or the name of the fraud pattern: lower-case letters, digits and underscores
 */
public record Label(String fraudType) {

    public static final Label NORMAL = new Label("normal");

    /** @throws IllegalArgumentException if the fraud type has other characters, or does not begin with a letter */
    public Label {
        if (!fraudType.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "A fraud type must be lower-case letters, digits and underscores, but was \"" + fraudType + "\"");
        }
    }

    public boolean isFraud() {
        return !equals(NORMAL);
    }
}
