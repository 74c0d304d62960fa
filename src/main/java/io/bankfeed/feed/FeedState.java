package io.bankfeed.feed;

import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;

/** The state of the feed. The methods are transitions and return the new state. */
sealed interface FeedState {

    /** {@code POST /start}. */
    FeedState started();

    /** A subscriber joins. */
    FeedState joined();

    /** A subscriber has left. */
    FeedState left(int remaining);

    /** {@code POST /stop}. */
    default FeedState stopped() {
        return new Stopped();
    }

    /** The service shuts down. */
    default FeedState closed() {
        return new Closed();
    }

    /** There are no subscribers, and the operator has not started the feed. */
    record Idle() implements FeedState {

        @Override
        public FeedState started() {
            return new Running(Origin.OPERATOR);
        }

        @Override
        public FeedState joined() {
            return new Running(Origin.SUBSCRIBER);
        }

        @Override
        public FeedState left(int remaining) {
            return this;
        }
    }

    /** The feed releases batches. */
    record Running(Origin origin) implements FeedState {

        @Override
        public FeedState started() {
            throw new ProblemException(
                    ProblemType.ALREADY_RUNNING,
                    "Stream is already running: stop it with POST /stop, or change it while it runs with PATCH /config.");
        }

        @Override
        public FeedState joined() {
            return this;
        }

        @Override
        public FeedState left(int remaining) {
            return remaining == 0 && origin == Origin.SUBSCRIBER ? new Idle() : this;
        }
    }

    /** Stopped by {@code POST /stop}: resuming clients are turned away, a new subscriber starts the feed again. */
    record Stopped() implements FeedState {

        @Override
        public FeedState started() {
            return new Running(Origin.OPERATOR);
        }

        @Override
        public FeedState joined() {
            return new Running(Origin.SUBSCRIBER);
        }

        @Override
        public FeedState left(int remaining) {
            return this;
        }
    }

    /** The service is shutting down, and the feed never runs again. */
    record Closed() implements FeedState {

        @Override
        public FeedState started() {
            throw ProblemException.shuttingDown();
        }

        @Override
        public FeedState joined() {
            throw ProblemException.shuttingDown();
        }

        @Override
        public FeedState left(int remaining) {
            return this;
        }

        @Override
        public FeedState stopped() {
            return this;
        }
    }

    /** Who started the feed. */
    enum Origin {
        /** The feed continues without subscribers. */
        OPERATOR,
        /** The feed becomes idle when the last subscriber leaves. */
        SUBSCRIBER
    }
}
