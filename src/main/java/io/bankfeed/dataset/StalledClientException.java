package io.bankfeed.dataset;

/** A client took nothing of its dataset for too long. It is counted, and told nobody but the client's connection. */
final class StalledClientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StalledClientException() {
        super("The client took nothing for too long", null, false, false);
    }
}
