package io.bankfeed.feed;

import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.generator.RecordParameters;
import io.bankfeed.http.QueryParameters;
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

/** The live feed as a resumable stream. */
@Path("/stream")
@Tag(name = "Live feed")
@Produces({"text/event-stream", "application/x-ndjson"})
@NonBlocking
public class StreamResource {

    private final LiveFeed feed;

    StreamResource(LiveFeed feed) {
        this.feed = feed;
    }

    @GET
    @Operation(
            operationId = "streamTransactions",
            summary = "The live feed",
            description = "Opens a stream of the feed, and starts the feed if it is not running.")
    // The parameters and the response 200 are described in openapi.yaml.
    @APIResponse(
            responseCode = "204",
            description =
                    "The feed was stopped, and the request has a last event id. `EventSource` does not reconnect.")
    @APIResponse(responseCode = "400", description = StreamRequest.INVALID)
    @APIResponse(responseCode = "503", description = StreamRequest.UNAVAILABLE)
    public Response stream(@Context UriInfo uri, @Context HttpHeaders headers) {
        StreamRequest request = StreamRequest.of(headers, uri);
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        RecordFields fields = RecordParameters.fields(parameters);
        parameters.check();
        return feed.stream(request, fields)
                .map(request::respond)
                .orElseGet(() -> Response.noContent().build());
    }

    @HEAD
    @Operation(hidden = true)
    public Response head(@Context HttpHeaders headers) {
        return StreamRequest.head(headers);
    }
}
