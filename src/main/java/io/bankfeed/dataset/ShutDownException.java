package io.bankfeed.dataset;

/** The service ends before a dataset is complete. It is counted, and told nobody but the client's connection. */
final class ShutDownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ShutDownException() {
        super("The service is shutting down", null, false, false);
    }
}
