package io.bankfeed.operations;

import io.bankfeed.feed.LiveFeed;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.labels.LiveLabels;
import io.bankfeed.settings.SettingsInForce;
import io.bankfeed.sink.KafkaFeed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reports the state of the service. */
@Path("/status")
@Tag(name = "Service")
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {

    private final LiveFeed feed;
    private final TransactionGenerator generator;
    private final SettingsInForce settings;
    private final LiveLabels labels;
    private final Uptime uptime;
    private final KafkaFeed kafka;

    StatusResource(
            LiveFeed feed,
            TransactionGenerator generator,
            SettingsInForce settings,
            LiveLabels labels,
            Uptime uptime,
            KafkaFeed kafka) {
        this.feed = feed;
        this.generator = generator;
        this.settings = settings;
        this.labels = labels;
        this.uptime = uptime;
        this.kafka = kafka;
    }

    @GET
    @Operation(operationId = "getStatus", summary = "The state of the service")
    @APIResponse(responseCode = "200", description = "The counters and the state of the service.")
    public Status status() {
        return new Status(
                feed.isStreaming(),
                generator.generated().all(),
                generator.activeAccounts(),
                settings.current(),
                generator.bank().seed(),
                uptime.seconds(),
                feed.subscribers(),
                new Status.Rate(feed.targetPerSecond(), feed.achievedPerSecond()),
                feed.status(),
                generator.generated().byPattern(),
                generator.generated().byScenario(),
                labels.status(),
                kafka.status());
    }
}
