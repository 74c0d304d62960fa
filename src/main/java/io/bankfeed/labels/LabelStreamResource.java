package io.bankfeed.labels;

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

/** The labels as a resumable stream. */
@Path("/labels/stream")
@Tag(name = "Labels")
@Produces({"text/event-stream", "application/x-ndjson"})
@NonBlocking
public class LabelStreamResource {

    private final LiveLabels labels;

    LabelStreamResource(LiveLabels labels) {
        this.labels = labels;
    }

    @GET
    @Operation(
            operationId = "streamLabels",
            summary = "The labels as they become known",
            description =
                    "Opens a stream of the labels, in the order of their transactions. It does not start the feed.")
    // The parameters and the response 200 are described in openapi.yaml.
    @APIResponse(responseCode = "400", description = StreamRequest.INVALID)
    @APIResponse(responseCode = "503", description = StreamRequest.UNAVAILABLE)
    public Response stream(@Context UriInfo uri, @Context HttpHeaders headers) {
        StreamRequest request = StreamRequest.of(headers, uri);
        return request.respond(labels.stream(request, FullLabels.wanted(uri)));
    }

    @HEAD
    @Operation(hidden = true)
    public Response head(@Context HttpHeaders headers) {
        return StreamRequest.head(headers);
    }
}
