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
 * A client's request for a stream.
 *
 * @param lastEventId the last event that the client received, if it received any
 * @param limit the number of events after which the stream completes
 */
public record StreamRequest(@Nullable String lastEventId, StreamFormat format, long limit) {

    public static final String LAST_EVENT_ID = "Last-Event-ID";

    /** The description of a 400 response to an invalid request, for the API's document. */
    public static final String INVALID =
            "`invalid-parameter`: The last event id is malformed or not sent yet, or `limit` is less than 1.";

    /** The description of a 503 response, for the API's document. */
    public static final String UNAVAILABLE =
            "`too-many-subscribers`: Too many streams are open. `shutting-down`: The service is shutting down.";

    private static final String LAST_EVENT_ID_PARAMETER = "last_event_id";
    private static final String LIMIT = "limit";

    /**
     * Reads the headers and query parameters of a request.
     *
     * @throws ProblemException if one of them is invalid
     */
    public static StreamRequest of(HttpHeaders headers, UriInfo uri) {
        // When a client reconnects, the header is newer: its URL still has the id of its first request.
        String header = headers.getHeaderString(LAST_EVENT_ID);
        return new StreamRequest(
                header == null ? parameter(LAST_EVENT_ID_PARAMETER, uri) : header,
                StreamFormat.of(headers),
                limitOf(parameter(LIMIT, uri)));
    }

    /** Responds with a stream of encoded events. */
    public Response respond(Multi<Buffer> events) {
        return head(format).entity(new StreamedBody(format.preamble(), events)).build();
    }

    /** Responds to a HEAD request without subscribing. */
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
                    "must be a whole number of events, at least 1 and of at most 18 digits, or be omitted, but was \""
                            + ProblemText.shortened(limit) + "\"");
        }
        return Long.parseLong(limit);
    }

    /** Quarkus treats an empty parameter as absent; here it is invalid. */
    private static @Nullable String parameter(String name, UriInfo uri) {
        String value = uri.getQueryParameters().getFirst(name);
        return value == null && uri.getQueryParameters().containsKey(name) ? "" : value;
    }
}
