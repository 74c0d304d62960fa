package io.bankfeed.operations;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Forbids caches to store responses, since they differ from one request to the next. */
public class NoStoreFilter {

    @ServerResponseFilter
    public void forbidStoring(ContainerResponseContext response) {
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
