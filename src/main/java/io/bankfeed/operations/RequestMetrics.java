package io.bankfeed.operations;

import io.bankfeed.http.Endpoints;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps invented methods and paths out of the HTTP metrics: each would add time series that are never removed. Such
 * requests are counted together. Thread-safe.
 */
@Singleton
class RequestMetrics {

    private static final String REQUESTS = "http.server.requests";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "DELETE");
    private static final Set<String> OTHER_URIS = Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN", "root", "/");

    private final Endpoints endpoints;
    private final LongAdder unmeasured = new LongAdder();

    RequestMetrics(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    void register(@Observes StartupEvent event, MeterRegistry meters) {
        FunctionCounter.builder("bankfeed.requests.unmeasured", unmeasured, LongAdder::sum)
                .description("Requests of unknown methods or paths, which are not in http_server_requests")
                .register(meters);
    }

    @Produces
    @Singleton
    MeterFilter filter() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                if (!id.getName().equals(REQUESTS) || isBounded(id)) {
                    return MeterFilterReply.NEUTRAL;
                }
                unmeasured.increment();
                return MeterFilterReply.DENY;
            }
        };
    }

    private boolean isBounded(Meter.Id id) {
        String uri = String.valueOf(id.getTag("uri"));
        String method = String.valueOf(id.getTag("method"));
        // OPTIONS succeeds at every path below a page, whether or not there is something
        boolean exists = "SUCCESS".equals(id.getTag("outcome")) && !method.equals("OPTIONS");
        return METHODS.contains(method) && (exists || OTHER_URIS.contains(uri) || endpoints.isDescribed(uri));
    }
}
