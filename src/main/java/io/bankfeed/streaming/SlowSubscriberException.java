package io.bankfeed.streaming;

/** A subscriber did not keep up with its stream, or did not read its end. Only its own connection gets to see this. */
public final class SlowSubscriberException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SlowSubscriberException() {
        super("The subscriber fell too far behind the stream", null, false, false);
    }
}
