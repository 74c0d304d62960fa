package io.bankfeed.feed;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Stops the live feed. */
@Path("/stop")
@Tag(name = "Live feed")
@Produces(MediaType.APPLICATION_JSON)
public class StopResource {

    private final LiveFeed feed;

    StopResource(LiveFeed feed) {
        this.feed = feed;
    }

    @POST
    @Operation(
            operationId = "stopFeed",
            summary = "Stop the feed",
            description = "Completes every stream. A feed that is not running stays stopped.")
    @APIResponse(responseCode = "200", description = "The feed is stopped, whether or not it was running.")
    public Stopped stop() {
        feed.stop();
        return new Stopped("Transaction streaming stopped");
    }

    /** The answer to a stop. */
    @Schema(description = "The feed was stopped.", additionalProperties = Schema.False.class)
    public record Stopped(String message) {}
}
