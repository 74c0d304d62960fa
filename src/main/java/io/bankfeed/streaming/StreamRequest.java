package io.bankfeed.streaming;

import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.QueryParameters;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client's request for a stream.
 *
 * @param ids the ids of the last events that the client received, in any order; empty if it received none
 * @param limit the number of events after which the stream completes
 */
public record StreamRequest(List<String> ids, StreamFormat format, long limit) {

    public static final String LAST_EVENT_ID = "Last-Event-ID";

    /** The description of a 400 response to an invalid request, for the API's document. */
    public static final String INVALID =
            "`invalid-parameter`: The last event id is malformed, of another stream or not sent yet, or `limit` is less"
                    + " than 1.";

    /** The description of a 503 response, for the API's document. */
    public static final String UNAVAILABLE =
            "`too-many-subscribers`: Too many streams are open. `shutting-down`: The service is shutting down.";

    /** What the header is called in queries: our own name, and the one that polyfills of {@code EventSource} use. */
    private static final List<String> LAST_EVENT_ID_PARAMETERS = List.of("last_event_id", "lastEventId");

    private static final String LIMIT = "limit";

    /**
     * Reads the headers and query parameters of a request.
     *
     * @throws ProblemException if one of them is invalid
     */
    public static StreamRequest of(HttpHeaders headers, UriInfo uri) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        return new StreamRequest(
                given(lastEventIds(headers, parameters)), StreamFormat.of(headers), limitOf(parameters.text(LIMIT)));
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

    private static Stream<@Nullable String> lastEventIds(HttpHeaders headers, QueryParameters parameters) {
        return Stream.concat(
                Stream.of(headers.getHeaderString(LAST_EVENT_ID)),
                LAST_EVENT_ID_PARAMETERS.stream().map(parameters::text));
    }

    /** Empty ids are ignored: some clients send the header before they have received an event. */
    static List<String> given(Stream<@Nullable String> ids) {
        return ids.flatMap(Stream::ofNullable).filter(text -> !text.isBlank()).toList();
    }

    /**
     * The last events that the client received, if it received them from this process.
     *
     * @throws ProblemException if an id is malformed
     */
    public List<EventId> lastEventIds() {
        return ids.stream()
                .map(text -> EventId.parse(text).orElseThrow(() -> invalidId(text, "is not an id of this stream")))
                .toList();
    }

    /** A malformed id, or one of another stream. */
    public static ProblemException invalidId(String received, String reason) {
        return ProblemException.ofParameter(
                LAST_EVENT_ID,
                "must be the id of an event that was received, or be omitted, but \"" + ProblemText.shortened(received)
                        + "\" " + reason);
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
}
