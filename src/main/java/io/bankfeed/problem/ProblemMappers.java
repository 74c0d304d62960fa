package io.bankfeed.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that a resource, or JAX-RS before it, can end with, as a problem. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException exception, UriInfo uri) {
        Response.ResponseBuilder answer = answer(exception.type(), exception.detail(), uri, exception.errors());
        exception.headers().forEach(answer::header);
        return answer.build();
    }

    /** What JAX-RS itself refuses: an unknown path, a wrong method, an unacceptable or unsupported media type. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException exception, UriInfo uri, HttpHeaders headers, Request request) {
        Response cause = exception.getResponse();
        int status = cause.getStatus();
        return switch (status) {
            case 404 ->
                answer(ProblemType.NOT_FOUND, "There is nothing at " + Shown.shortened(path(uri)) + ".", uri, List.of())
                        .build();
            case 405 -> {
                String allowed = AllowedMethods.at(path(uri));
                yield answer(
                                ProblemType.METHOD_NOT_ALLOWED,
                                AllowedMethods.refusal(request.getMethod(), path(uri)),
                                uri,
                                List.of())
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
            }
            case 406 ->
                answer(
                                ProblemType.NOT_ACCEPTABLE,
                                "Nothing that " + Shown.shortened(path(uri))
                                        + " can answer is acceptable by the Accept header, which was "
                                        + shown(headers, HttpHeaders.ACCEPT) + ".",
                                uri,
                                List.of())
                        .build();
            case 413 ->
                answer(ProblemType.BODY_TOO_LARGE, "The request's body is too large.", uri, List.of())
                        .build();
            case 415 ->
                answer(
                                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                                "The body must be application/json, but the Content-Type was "
                                        + shown(headers, HttpHeaders.CONTENT_TYPE) + ".",
                                uri,
                                List.of())
                        .build();
            default ->
                status >= 500
                        ? failure(exception, uri)
                        : answer(ProblemType.BAD_REQUEST, "The request cannot be understood.", uri, List.of())
                                .build();
        };
    }

    @ServerExceptionMapper
    public Response failure(Throwable exception, UriInfo uri) {
        LOG.errorf(exception, "The request of %s failed", path(uri));
        return answer(ProblemType.INTERNAL_ERROR, "The service failed to answer; this is its fault.", uri, List.of())
                .build();
    }

    private static Response.ResponseBuilder answer(
            ProblemType type, String detail, UriInfo uri, List<FieldError> errors) {
        return Response.status(type.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(type, detail, path(uri), errors));
    }

    private static String shown(HttpHeaders headers, String name) {
        return Shown.shortened(String.valueOf(headers.getHeaderString(name)));
    }

    private static String path(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }
}
