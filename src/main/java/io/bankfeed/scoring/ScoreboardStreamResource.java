package io.bankfeed.scoring;

import io.bankfeed.streaming.StreamRequest;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The scoreboard as a stream. */
@Path("/scoreboard/stream")
@Tag(name = "Scoring")
@Produces({"text/event-stream", "application/x-ndjson"})
@NonBlocking
public class ScoreboardStreamResource {

    private final LiveScoreboard scoreboard;

    ScoreboardStreamResource(LiveScoreboard scoreboard) {
        this.scoreboard = scoreboard;
    }

    @GET
    @Operation(
            operationId = "streamScoreboard",
            summary = "The scoreboard as it changes",
            description = "Opens a stream of the scoreboard with the default threshold and budget.")
    // The parameters and the response 200 are described in openapi.yaml.
    @APIResponse(responseCode = "400", description = StreamRequest.INVALID)
    @APIResponse(responseCode = "503", description = StreamRequest.UNAVAILABLE)
    public Response stream(@Context UriInfo uri, @Context HttpHeaders headers) {
        StreamRequest request = StreamRequest.of(headers, uri);
        return request.respond(scoreboard.stream(request));
    }

    @HEAD
    @Operation(hidden = true)
    public Response head(@Context HttpHeaders headers) {
        return StreamRequest.head(headers);
    }
}
