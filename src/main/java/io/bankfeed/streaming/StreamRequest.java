package io.bankfeed.streaming;

import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemText;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks a stream for.
 *
 * @param lastEventId the last event that it has, if it had one
 * @param format how it gets the events
 * @param limit after how many events the stream completes
 */
public record StreamRequest(@Nullable String lastEventId, StreamFormat format, long limit) {

    public static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final String LAST_EVENT_ID_PARAMETER = "last_event_id";
    private static final String LIMIT = "limit";

    /**
     * Reads it.
     *
     * @throws ProblemException if a parameter cannot be taken
     */
    public static StreamRequest of(HttpHeaders headers, UriInfo uri) {
        // A client that comes back has the newer id in the header: its URL still has the one that it began with.
        String header = headers.getHeaderString(LAST_EVENT_ID);
        return new StreamRequest(
                header == null ? parameter(LAST_EVENT_ID_PARAMETER, uri) : header,
                StreamFormat.of(headers),
                limitOf(parameter(LIMIT, uri)));
    }

    /** Answers a stream of events, each written as it is. */
    public Response answer(Multi<Buffer> events) {
        return head(format).entity(new StreamedBody(format.beginning(), events)).build();
    }

    /** Answers a HEAD request, which subscribes to nothing. */
    public static Response head(HttpHeaders headers) {
        return head(StreamFormat.of(headers)).build();
    }

    private static Response.ResponseBuilder head(StreamFormat format) {
        return Response.ok().type(format.mediaType() + ";charset=UTF-8").header("X-Accel-Buffering", "no");
    }

    private static long limitOf(@Nullable String limit) {
        if (limit == null) {
            return Long.MAX_VALUE;
        }
        if (!limit.matches("0*[1-9][0-9]{0,17}")) {
            throw ProblemException.ofParameter(
                    LIMIT,
                    "must be a whole number of events from 1 on, of at most 18 digits, or be left out, but was \""
                            + ProblemText.shortened(limit) + "\"");
        }
        return Long.parseLong(limit);
    }

    /** JAX-RS here takes an empty parameter for one that is left out. */
    private static @Nullable String parameter(String name, UriInfo uri) {
        String value = uri.getQueryParameters().getFirst(name);
        return value == null && uri.getQueryParameters().containsKey(name) ? "" : value;
    }
}
