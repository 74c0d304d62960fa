package io.bankfeed.feed;

import static java.util.Objects.requireNonNull;

import io.bankfeed.problem.ProblemException;
import io.netty.channel.EventLoop;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The live feed as a stream that resumes. */
@Path("/stream")
@Tag(name = "Live feed")
@Produces({"text/event-stream", "application/x-ndjson"})
@NonBlocking
public class StreamResource {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final LiveFeed feed;

    StreamResource(LiveFeed feed) {
        this.feed = feed;
    }

    @GET
    @Operation(
            operationId = "streamTransactions",
            summary = "The live feed",
            description = "Opens a stream of the feed, and starts the feed if it does not run.")
    // The answer 200 is described in openapi.yaml, with the format of the stream.
    @APIResponse(responseCode = "204", ref = "StayAway")
    @APIResponse(responseCode = "400", ref = "InvalidSubscription")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Response stream(
            @Parameter(description = "The last event that the client has.", schema = @Schema(ref = "EventId"))
                    @HeaderParam(LAST_EVENT_ID)
                    @Nullable
                    String lastEventIdHeader,
            @Parameter(description = "As Last-Event-ID, which goes before it.", schema = @Schema(ref = "EventId"))
                    @QueryParam("last_event_id")
                    @Nullable
                    String lastEventIdParameter,
            @Parameter(description = "After how many batches to end; else never.", schema = @Schema(ref = "Limit"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        StreamFormat format = StreamFormat.of(headers);
        // A client that comes back has the newer id in the header: its URL still has the one that it began with.
        String lastEventId =
                lastEventIdHeader == null ? given(lastEventIdParameter, "last_event_id", uri) : lastEventIdHeader;
        EventLoop eventLoop = ((ContextInternal) requireNonNull(Vertx.currentContext())).nettyEventLoop();
        return feed.subscribe(lastEventId, format, limitOf(limit, uri), eventLoop)
                .map(subscription -> head(format)
                        .entity(new EventStream(
                                format.beginning(), Multi.createFrom().publisher(subscription))))
                .orElseGet(Response::noContent)
                .build();
    }

    @HEAD
    @Operation(hidden = true)
    public Response head(@Context HttpHeaders headers) {
        return head(StreamFormat.of(headers)).build();
    }

    private static Response.ResponseBuilder head(StreamFormat format) {
        return Response.ok().type(format.mediaType() + ";charset=UTF-8").header("X-Accel-Buffering", "no");
    }

    private static long limitOf(@Nullable String parameter, UriInfo uri) {
        String limit = given(parameter, "limit", uri);
        if (limit == null) {
            return Long.MAX_VALUE;
        }
        if (!limit.matches("0*[1-9][0-9]{0,17}")) {
            throw ProblemException.ofParameter(
                    "limit",
                    "must be a whole number of events from 1 on, of at most 18 digits, or be left out, but was \""
                            + (limit.length() > 40 ? limit.substring(0, 40) + "…" : limit) + "\"");
        }
        return Long.parseLong(limit);
    }

    /** JAX-RS here takes an empty parameter for one that is left out. */
    private static @Nullable String given(@Nullable String parameter, String name, UriInfo uri) {
        return parameter == null && uri.getQueryParameters().containsKey(name) ? "" : parameter;
    }
}
