package io.bankfeed.sink;

import io.bankfeed.http.FilterOrder;
import io.bankfeed.http.ProblemType;
import io.bankfeed.http.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Refuses what would answer from a bank of this process, while the feed is in Kafka: every replica would have another
 * one. Without Kafka, no request passes it. Thread-safe.
 */
@Singleton
final class KafkaModeFilter {

    private static final List<String> PATHS =
            List.of("/transaction", "/transactions", "/labels", "/scores", "/scoreboard");

    private static final String LABEL_STREAM = "/labels/stream";

    private final KafkaConfig config;
    private final Problems problems;

    KafkaModeFilter(KafkaConfig config, Problems problems) {
        this.config = config;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        if (config.enabled()) {
            filters.register(this::refuse, FilterOrder.KAFKA_MODE);
        }
    }

    private void refuse(RoutingContext context) {
        String path = context.normalizedPath();
        if (!path.equals(LABEL_STREAM)
                && PATHS.stream().anyMatch(one -> path.equals(one) || path.startsWith(one + "/"))) {
            problems.send(
                    context,
                    ProblemType.FEED_IN_KAFKA,
                    "The feed is in Kafka: read the topics " + config.topic() + " and " + config.labelsTopic() + ".");
        } else {
            context.next();
        }
    }
}
