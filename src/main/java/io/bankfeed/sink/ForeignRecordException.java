package io.bankfeed.sink;

/** A topic has a record that this application did not make. */
final class ForeignRecordException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ForeignRecordException(String message) {
        super(message);
    }
}
