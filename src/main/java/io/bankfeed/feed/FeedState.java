package io.bankfeed.feed;

import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;

/** What the feed is doing. The methods are the transitions; each answers the state after it. */
sealed interface FeedState {

    /** {@code POST /start}. */
    FeedState started();

    /** A subscriber comes. */
    FeedState joined();

    /** A subscriber has left. */
    FeedState left(int remaining);

    /** {@code POST /stop}. */
    default FeedState stopped() {
        return new Stopped();
    }

    /** The service ends. */
    default FeedState closed() {
        return new Closed();
    }

    /** Nobody subscribes, and nobody has asked for it to run without subscribers. */
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

    /** It releases batches. */
    record Running(Origin origin) implements FeedState {

        @Override
        public FeedState started() {
            throw new ProblemException(ProblemType.ALREADY_RUNNING, "Stream is already running");
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

    /** It was ended by {@code POST /stop}: who comes back is sent away, who comes anew starts it again. */
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

    /** The service is shutting down: it never runs again. */
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

    /** Who started a feed that runs. */
    enum Origin {
        /** It goes on without subscribers. */
        OPERATOR,
        /** It rests when the last one leaves. */
        SUBSCRIBER
    }
}
