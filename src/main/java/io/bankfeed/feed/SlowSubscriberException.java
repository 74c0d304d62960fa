package io.bankfeed.feed;

/** A subscriber did not keep up with the feed. It is counted, and told nobody but the subscriber's own connection. */
final class SlowSubscriberException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SlowSubscriberException() {
        super("The subscriber fell too far behind the feed", null, false, false);
    }
}
