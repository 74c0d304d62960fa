package io.bankfeed.operations;

import io.bankfeed.feed.LiveFeed;
import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.settings.SettingsInForce;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How the service does. */
@Path("/status")
@Produces(MediaType.APPLICATION_JSON)
public class StatusResource {

    private final LiveFeed feed;
    private final TransactionGenerator generator;
    private final SettingsInForce settings;
    private final Uptime uptime;

    StatusResource(LiveFeed feed, TransactionGenerator generator, SettingsInForce settings, Uptime uptime) {
        this.feed = feed;
        this.generator = generator;
        this.settings = settings;
        this.uptime = uptime;
    }

    @GET
    public Status status() {
        return new Status(
                feed.isStreaming(),
                generator.generated(),
                generator.activeAccounts(),
                settings.current(),
                generator.seed(),
                uptime.seconds(),
                feed.subscribers(),
                new Status.Rate(feed.targetPerSecond(), feed.achievedPerSecond()),
                feed.status(),
                generator.generatedByPattern());
    }
}
