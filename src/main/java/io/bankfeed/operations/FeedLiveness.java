package io.bankfeed.operations;

import io.bankfeed.feed.LiveFeed;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down if the feed is streaming but has released no batch for three periods and 5 seconds. */
@Liveness
public class FeedLiveness implements HealthCheck {

    private final LiveFeed feed;

    FeedLiveness(LiveFeed feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("feed pacer")
                .status(!feed.isStalled())
                .withData("streaming", feed.isStreaming())
                .build();
    }
}
