package io.bankfeed.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankfeed.feed.FeedState.Closed;
import io.bankfeed.feed.FeedState.Idle;
import io.bankfeed.feed.FeedState.Origin;
import io.bankfeed.feed.FeedState.Running;
import io.bankfeed.feed.FeedState.Stopped;
import io.bankfeed.http.ProblemException;
import org.junit.jupiter.api.Test;

final class FeedStateTest {

    private static final FeedState BY_OPERATOR = new Running(Origin.OPERATOR);
    private static final FeedState BY_SUBSCRIBER = new Running(Origin.SUBSCRIBER);

    @Test
    void feedStartedBySubscriberBecomesIdleWhenTheLastOneLeaves() {
        FeedState joined = new Idle().joined();

        assertThat(joined).isEqualTo(BY_SUBSCRIBER);
        assertThat(joined.joined()).isEqualTo(BY_SUBSCRIBER);
        assertThat(joined.left(1)).isEqualTo(BY_SUBSCRIBER);
        assertThat(joined.left(0)).isEqualTo(new Idle());
    }

    @Test
    void feedStartedByOperatorContinuesWithoutSubscribers() {
        FeedState started = new Idle().started();

        assertThat(started).isEqualTo(BY_OPERATOR);
        assertThat(started.joined().left(0)).isEqualTo(BY_OPERATOR);
    }

    @Test
    void runningFeedCannotBeStarted() {
        assertThatThrownBy(BY_OPERATOR::started).isInstanceOf(ProblemException.class);
        assertThatThrownBy(BY_SUBSCRIBER::started)
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("Stream is already running: ");
    }

    @Test
    void stoppedFeedCanBeStartedAgain() {
        assertThat(new Idle().stopped()).isEqualTo(new Stopped());
        assertThat(BY_OPERATOR.stopped()).isEqualTo(new Stopped());
        assertThat(new Stopped().stopped()).isEqualTo(new Stopped());
        assertThat(new Stopped().left(0)).isEqualTo(new Stopped());
        assertThat(new Idle().left(0)).isEqualTo(new Idle());
        assertThat(new Stopped().started()).isEqualTo(BY_OPERATOR);
        assertThat(new Stopped().joined()).isEqualTo(BY_SUBSCRIBER);
    }

    @Test
    void closedFeedCannotBeStarted() {
        FeedState closed = BY_OPERATOR.closed();

        assertThat(closed).isEqualTo(new Closed());
        assertThat(closed.stopped()).isEqualTo(closed);
        assertThat(closed.left(0)).isEqualTo(closed);
        assertThatThrownBy(closed::started).isInstanceOf(ProblemException.class);
        assertThatThrownBy(closed::joined)
                .isInstanceOf(ProblemException.class)
                .hasMessage("The service is shutting down; try again in a few seconds.");
    }
}
