package io.bankfeed.streaming;

/** A subscriber did not keep up with its stream. It is counted, and told nobody but the subscriber's own connection. */
public final class SlowSubscriberException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SlowSubscriberException() {
        super("The subscriber fell too far behind the stream", null, false, false);
    }
}
