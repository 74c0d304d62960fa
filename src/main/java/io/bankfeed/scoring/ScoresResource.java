package io.bankfeed.scoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.http.Endpoints;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Takes the scores of detectors. A worker thread does, since 10,000 of them take some milliseconds, but not before the
 * body is complete: clients that send slowly, or stop, would occupy all worker threads.
 */
@Path("/scores")
@Tag(name = "Scoring")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class ScoresResource {

    private static final String NDJSON = "application/x-ndjson";

    private final LiveScoreboard scoreboard;
    private final ScoresParser parser;

    ScoresResource(LiveScoreboard scoreboard, ObjectMapper mapper) {
        this.scoreboard = scoreboard;
        parser = new ScoresParser(mapper);
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, NDJSON})
    @Operation(
            operationId = "postScores",
            summary = "Post the scores of a detector",
            description = "The first score of a detector for a transaction counts. If one score is malformed, none of"
                    + " the request is kept.",
            extensions = @Extension(name = Endpoints.MAX_BODY_BYTES, value = "2097152", parseValue = true))
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Scores")),
                @Content(mediaType = NDJSON, schema = @Schema(ref = "ScoreLine"))
            })
    @APIResponse(responseCode = "200", description = "What became of the scores.")
    @APIResponse(
            responseCode = "400",
            description = "`invalid-body`: The body does not have 1 to 10,000 scores, or one of them is malformed.")
    @APIResponse(
            responseCode = "409",
            description = "`too-many-detectors`: The detector is new, and there is no room for another one.")
    public Uni<ScoreCounts> post(byte[] body, @Context HttpHeaders headers) {
        boolean lines = MediaType.valueOf(NDJSON).isCompatible(headers.getMediaType());
        return Uni.createFrom()
                .item(() -> scoreboard.submit(lines ? parser.parseLines(body) : parser.parseJson(body)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
