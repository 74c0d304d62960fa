package io.bankfeed.operations;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** No answer is the same twice, so none may be kept. */
public class NoStoreFilter {

    @ServerResponseFilter
    public void forbidStoring(ContainerResponseContext response) {
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
