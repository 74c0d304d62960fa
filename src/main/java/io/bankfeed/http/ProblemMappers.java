package io.bankfeed.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that a resource, or JAX-RS before it, can end with, as a problem. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final RequestIds ids;

    ProblemMappers(RequestIds ids) {
        this.ids = ids;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException exception, UriInfo uri, HttpServerRequest wire) {
        Response.ResponseBuilder answer = answer(exception.type(), exception.detail(), uri, wire, exception.errors());
        exception.headers().forEach(answer::header);
        return answer.build();
    }

    /** What JAX-RS itself refuses: an unknown path, a wrong method, an unacceptable or unsupported media type. */
    @ServerExceptionMapper
    public Response refused(
            WebApplicationException exception, UriInfo uri, HttpHeaders headers, HttpServerRequest wire) {
        Response cause = exception.getResponse();
        int status = cause.getStatus();
        return switch (status) {
            case 404 ->
                answer(
                                ProblemType.NOT_FOUND,
                                "There is nothing at " + ProblemText.shortened(path(uri)) + ".",
                                uri,
                                wire,
                                List.of())
                        .build();
            case 405 -> {
                String allowed = AllowedMethods.at(path(uri));
                yield answer(
                                ProblemType.METHOD_NOT_ALLOWED,
                                AllowedMethods.refusal(wire.method().name(), path(uri)),
                                uri,
                                wire,
                                List.of())
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
            }
            case 406 ->
                answer(
                                ProblemType.NOT_ACCEPTABLE,
                                AnswerTypes.refusal(path(uri), headers.getHeaderString(HttpHeaders.ACCEPT)),
                                uri,
                                wire,
                                List.of())
                        .build();
            case 413 ->
                answer(ProblemType.BODY_TOO_LARGE, "The request's body is too large.", uri, wire, List.of())
                        .build();
            case 415 ->
                answer(
                                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                                "The body must be application/json, but the Content-Type was "
                                        + shown(headers, HttpHeaders.CONTENT_TYPE) + ".",
                                uri,
                                wire,
                                List.of())
                        .build();
            default ->
                status >= 500
                        ? failure(exception, uri, wire)
                        : answer(ProblemType.BAD_REQUEST, "The request cannot be understood.", uri, wire, List.of())
                                .build();
        };
    }

    @ServerExceptionMapper
    public Response failure(Throwable exception, UriInfo uri, HttpServerRequest wire) {
        LOG.errorf(exception, "The request %s of %s failed", ids.of(wire), path(uri));
        return answer(
                        ProblemType.INTERNAL_ERROR,
                        "The service failed to answer; this is its fault.",
                        uri,
                        wire,
                        List.of())
                .build();
    }

    private Response.ResponseBuilder answer(
            ProblemType type, String detail, UriInfo uri, HttpServerRequest wire, List<FieldError> errors) {
        return Response.status(type.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(type, detail, path(uri), errors, ids.of(wire)));
    }

    private static String shown(HttpHeaders headers, String name) {
        return ProblemText.shortened(String.valueOf(headers.getHeaderString(name)));
    }

    private static String path(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }
}
