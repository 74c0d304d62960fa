package io.bankfeed.sink;

import io.quarkus.arc.lookup.LookupIfProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Down while the feed should be in Kafka, but this replica cannot write its lanes. */
@Readiness
@LookupIfProperty(name = "bankfeed.kafka.enabled", stringValue = "true")
public class KafkaReadiness implements HealthCheck {

    private final KafkaFeed feed;

    KafkaReadiness(KafkaFeed feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        @Nullable String reason = feed.unreadiness();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("kafka").status(reason == null);
        if (reason != null) {
            response.withData("reason", reason);
        }
        return response.build();
    }
}
