package io.bankfeed.sink;

/** Why this replica must not take part in a bank, in a sentence for the operator. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
