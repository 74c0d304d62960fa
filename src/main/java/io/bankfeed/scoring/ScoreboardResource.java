package io.bankfeed.scoring;

import io.bankfeed.http.Negotiation;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How well detectors do. The figures are computed on a worker thread. */
@Path("/scoreboard")
@Tag(name = "Scoring")
public class ScoreboardResource {

    private static final String CSV = "text/csv";

    private final LiveScoreboard scoreboard;

    ScoreboardResource(LiveScoreboard scoreboard) {
        this.scoreboard = scoreboard;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getScoreboard", summary = "How well the detectors do")
    @Parameter(
            name = "detector",
            in = ParameterIn.QUERY,
            description = "The only detector to show.",
            schema = @Schema(implementation = DetectorName.class))
    @Parameter(
            name = "threshold",
            in = ParameterIn.QUERY,
            description = "The lowest score that is an alert.",
            schema = @Schema(implementation = double.class, minimum = "0", maximum = "1", defaultValue = "0.5"))
    @Parameter(
            name = "alerts_per_day",
            in = ParameterIn.QUERY,
            description = "The budget: how many alerts can be looked at in a day of the bank.",
            schema = @Schema(implementation = double.class, maximum = "1000000000000", defaultValue = "100"))
    @APIResponse(responseCode = "200", description = "The detectors, in the order of their first scores.")
    @APIResponse(
            responseCode = "400",
            description = "`invalid-parameter`: `detector` is not a name, `threshold` is not from 0 to 1, or"
                    + " `alerts_per_day` is not over 0.")
    @APIResponse(responseCode = "404", description = "`not-found`: The detector has not posted scores.")
    public ScoreboardAnswer scoreboard(@Context UriInfo uri) {
        return scoreboard.scoreboard(ScoreboardQuery.of(uri));
    }

    @GET
    @Path("{detector}/curve")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(operationId = "getCurve", summary = "The precision-recall curve of a detector")
    @APIResponse(
            responseCode = "200",
            description = "Precision and recall at 101 thresholds.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Curve.class)),
                @Content(
                        mediaType = CSV,
                        schema = @Schema(implementation = String.class),
                        example = "threshold,precision,recall,alerts\r\n0.0,0.05,1.0,1000\r\n")
            })
    @APIResponse(responseCode = "400", description = "`invalid-parameter`: It is not the name of a detector.")
    @APIResponse(responseCode = "404", description = "`not-found`: The detector has not posted scores.")
    public Response curve(
            @Parameter(schema = @Schema(implementation = DetectorName.class)) @PathParam("detector") String detector,
            @Context HttpHeaders headers) {
        DetectorName.check(detector);
        Curve curve = scoreboard.curve(detector);
        boolean isCsv = Negotiation.preferred(headers, List.of(MediaType.APPLICATION_JSON, CSV), Function.identity())
                .filter(CSV::equals)
                .isPresent();
        return isCsv
                ? Response.ok(curve.csv(), CSV + ";charset=UTF-8").build()
                : Response.ok(curve, MediaType.APPLICATION_JSON).build();
    }

    @DELETE
    @Path("{detector}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "deleteDetector",
            summary = "Remove a detector from the scoreboard",
            description = "Its scores are forgotten. If it posts again, it begins anew.")
    @APIResponse(responseCode = "204", description = "The detector is gone.")
    @APIResponse(responseCode = "400", description = "`invalid-parameter`: It is not the name of a detector.")
    @APIResponse(responseCode = "404", description = "`not-found`: The detector has not posted scores.")
    public void delete(
            @Parameter(schema = @Schema(implementation = DetectorName.class)) @PathParam("detector") String detector) {
        DetectorName.check(detector);
        scoreboard.remove(detector);
    }
}
