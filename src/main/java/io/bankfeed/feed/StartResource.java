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

/** Starts the live feed. */
@Path("/start")
@Tag(name = "Live feed")
@Produces(MediaType.APPLICATION_JSON)
public class StartResource {

    private final LiveFeed feed;
    private final SettingsInForce settings;

    StartResource(LiveFeed feed, SettingsInForce settings) {
        this.feed = feed;
        this.settings = settings;
    }

    @POST
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

    /** The answer to {@code POST /start}. */
    @JsonPropertyOrder({"message", "config"})
    @Schema(description = "The feed was started.", additionalProperties = Schema.False.class)
    public record Started(String message, Settings config) {}
}
