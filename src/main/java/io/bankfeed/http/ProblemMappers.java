package io.bankfeed.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps every exception that a resource or JAX-RS throws to a problem. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final RequestIds ids;
    private final Endpoints endpoints;
    private final CurrentVertxRequest current;

    ProblemMappers(RequestIds ids, Endpoints endpoints, CurrentVertxRequest current) {
        this.ids = ids;
        this.endpoints = endpoints;
        this.current = current;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException exception, HttpServerRequest request) {
        Response.ResponseBuilder response = Response.status(exception.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(
                        exception.type(),
                        exception.detail(),
                        Problems.path(request),
                        exception.errors(),
                        ids.of(request)));
        exception.headers().forEach(response::header);
        if (exception.type() == ProblemType.BODY_TOO_LARGE) {
            BodyLimit.discardRest(request);
        }
        return response.build();
    }

    /** Maps the errors of JAX-RS: an unknown path, a wrong method, an unacceptable or unsupported media type. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException exception, HttpHeaders headers, HttpServerRequest request) {
        String path = Problems.path(request);
        Endpoint endpoint = endpoints.at(current.getCurrent().normalizedPath());
        int status = exception.getResponse().getStatus();
        return switch (status) {
            case 404 -> response(ProblemType.NOT_FOUND, Problems.notFound(path, endpoints), request);
            case 405 ->
                Response.fromResponse(response(
                                ProblemType.METHOD_NOT_ALLOWED,
                                Problems.notAllowed(request.method().name(), path, endpoint),
                                request))
                        .header(HttpHeaders.ALLOW, endpoint.allow())
                        .build();
            case 406 ->
                response(
                        ProblemType.NOT_ACCEPTABLE,
                        Problems.notAcceptable(endpoint, headers.getHeaderString(HttpHeaders.ACCEPT)),
                        request);
            case 415 ->
                response(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "The body must be " + String.join(" or ", endpoint.bodyTypes()) + ", but the Content-Type was "
                                + ProblemText.shortened(
                                        String.valueOf(headers.getHeaderString(HttpHeaders.CONTENT_TYPE)))
                                + ".",
                        request);
            default ->
                status >= 500
                        ? failure(exception, request)
                        : response(ProblemType.BAD_REQUEST, "The request is malformed.", request);
        };
    }

    @ServerExceptionMapper
    public Response failure(Throwable exception, HttpServerRequest request) {
        LOG.errorf(exception, "Request %s for %s failed", ids.of(request), Problems.path(request));
        return response(ProblemType.INTERNAL_ERROR, "The request failed because of an internal error.", request);
    }

    private Response response(ProblemType type, String detail, HttpServerRequest request) {
        return problem(new ProblemException(type, detail), request);
    }
}
