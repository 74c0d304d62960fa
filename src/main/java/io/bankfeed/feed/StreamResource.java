package io.bankfeed.feed;

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
import org.jspecify.annotations.Nullable;

/** The live feed as a stream that resumes. */
@Path("/stream")
@Produces({"text/event-stream", "application/x-ndjson"})
@NonBlocking
public class StreamResource {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final LiveFeed feed;

    StreamResource(LiveFeed feed) {
        this.feed = feed;
    }

    @GET
    public Response stream(
            @HeaderParam(LAST_EVENT_ID) @Nullable String lastEventIdHeader,
            @QueryParam("last_event_id") @Nullable String lastEventIdParameter,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        StreamFormat format = StreamFormat.of(headers);
        // A client that comes back has the newer id in the header: its URL still has the one that it began with.
        String lastEventId = lastEventIdHeader == null ? lastEventIdParameter : lastEventIdHeader;
        EventLoop eventLoop = ((ContextInternal) Vertx.currentContext()).nettyEventLoop();
        return feed.subscribe(lastEventId, format, limitOf(limit, uri), eventLoop)
                .map(subscription -> head(format)
                        .entity(new EventStream(
                                format.beginning(), Multi.createFrom().publisher(subscription))))
                .orElseGet(Response::noContent)
                .build();
    }

    @HEAD
    public Response head(@Context HttpHeaders headers) {
        return head(StreamFormat.of(headers)).build();
    }

    private static Response.ResponseBuilder head(StreamFormat format) {
        return Response.ok().type(format.mediaType() + ";charset=UTF-8").header("X-Accel-Buffering", "no");
    }

    private static long limitOf(@Nullable String parameter, UriInfo uri) {
        // JAX-RS here takes an empty parameter for one that is left out.
        String limit = parameter == null && uri.getQueryParameters().containsKey("limit") ? "" : parameter;
        if (limit == null) {
            return Long.MAX_VALUE;
        }
        if (!limit.matches("0*[1-9][0-9]{0,17}")) {
            throw ProblemException.ofParameter(
                    "limit",
                    "must be a whole number of events from 1 on, or be left out, but was \""
                            + (limit.length() > 40 ? limit.substring(0, 40) + "…" : limit) + "\"");
        }
        return Long.parseLong(limit);
    }
}
