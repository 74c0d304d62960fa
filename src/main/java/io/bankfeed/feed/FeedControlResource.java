package io.bankfeed.feed;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bankfeed.settings.Settings;
import io.bankfeed.settings.SettingsInForce;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Starts and stops the live feed. */
@Path("/")
@Tag(name = "Live feed")
@Produces(MediaType.APPLICATION_JSON)
public class FeedControlResource {

    private final LiveFeed feed;
    private final SettingsInForce settings;

    FeedControlResource(LiveFeed feed, SettingsInForce settings) {
        this.feed = feed;
        this.settings = settings;
    }

    @POST
    @Path("start")
    @Operation(
            operationId = "startFeed",
            summary = "Start the feed",
            description = "The feed keeps running, with or without subscribers, until it is stopped.")
    @APIResponse(responseCode = "200", description = "The feed is running.")
    @APIResponse(responseCode = "400", description = "`already-running`: Stream is already running")
    @APIResponse(responseCode = "503", description = "`shutting-down`: The service is shutting down.")
    public Started start() {
        feed.start();
        return new Started("Transaction streaming started", settings.current());
    }

    @POST
    @Path("stop")
    @Operation(
            operationId = "stopFeed",
            summary = "Stop the feed",
            description = "Completes every stream. A feed that is not running stays stopped.")
    @APIResponse(responseCode = "200", description = "The feed is stopped, whether or not it was running.")
    public Stopped stop() {
        feed.stop();
        return new Stopped("Transaction streaming stopped");
    }

    @JsonPropertyOrder({"message", "config"})
    @Schema(description = "The feed was started.", additionalProperties = Schema.False.class)
    public record Started(String message, Settings config) {}

    @Schema(description = "The feed was stopped.", additionalProperties = Schema.False.class)
    public record Stopped(String message) {}
}
