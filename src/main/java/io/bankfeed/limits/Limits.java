package io.bankfeed.limits;

import io.bankfeed.http.Paths;
import io.bankfeed.http.ProblemType;
import io.bankfeed.http.Problems;
import io.bankfeed.security.AccessControl;
import io.bankfeed.security.Caller;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Refuses with 429 what a client asks for beyond its limits. It stands before all routes. Thread-safe. */
@Singleton
public class Limits {

    /** Who asks is known, and the headers for other web sites are there. */
    private static final int AFTER_CALLERS = 280;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** As an {@code EventSource} waits before it connects again. */
    private static final String STREAM_RETRY_SECONDS = "3";

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String DATASETS = "/datasets";
    private static final String RATE_LIMIT = "RateLimit";

    private final LimitsConfig config;
    private final Problems problems;
    private final MeterRegistry meters;

    Limits(LimitsConfig config, Problems problems, MeterRegistry meters) {
        this.config = config;
        this.problems = problems;
        this.meters = meters;
    }

    void register(@Observes Filters filters) {
        ClientAddress addresses = new ClientAddress(config.trustedProxies().orElse(Set.of()));
        if (config.enabled()) {
            filters.register(new Filter(addresses)::apply, AFTER_CALLERS);
        }
    }

    private final class Filter {

        private final ClientAddress addresses;
        private final Clients byKey = clients();
        private final Clients byAddress = clients();
        private final Counter refusedRequests = refused("rate");
        private final Counter refusedStreams = refused("streams");
        private final String policy = "\"units\";q=" + config.burst() + ";w="
                + Math.max(1, (config.burst() + config.rate() - 1) / config.rate());

        Filter(ClientAddress addresses) {
            this.addresses = addresses;
            Gauge.builder("bankfeed.limited.clients", this, one -> one.byKey.size() + one.byAddress.size())
                    .description("Clients whose use is remembered")
                    .register(meters);
        }

        void apply(RoutingContext context) {
            HttpServerRequest request = context.request();
            String method = request.method().name();
            String path = Paths.of(context);
            boolean isRefused = AccessControl.isRefused(context);
            long cost = isRefused
                    ? 1
                    : Cost.of(method, path, request.params(), request.getHeader(HttpHeaders.CONTENT_LENGTH));
            if (cost == 0) {
                context.next();
                return;
            }
            Caller caller = Caller.of(context);
            Clients clients = caller == null ? byAddress : byKey;
            String name = caller == null ? addressOf(request) : caller.name();
            ConsumptionProbe probe = clients.take(name, cost);
            context.response().putHeader("RateLimit-Policy", policy);
            if (!probe.isConsumed()) {
                refuse(context, probe, cost);
                return;
            }
            context.addHeadersEndHandler(written -> tellWhatIsLeft(context.response(), clients, name, cost, probe));
            if (isRefused || isOpened(context, clients, name, method, path)) {
                context.next();
            }
        }

        private void refuse(RoutingContext context, ConsumptionProbe probe, long cost) {
            refusedRequests.increment();
            long seconds = seconds(probe.getNanosToWaitForRefill());
            context.response()
                    .putHeader(RATE_LIMIT, left(probe.getRemainingTokens(), seconds))
                    .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            problems.send(
                    context,
                    ProblemType.TOO_MANY_REQUESTS,
                    "The request costs " + Math.min(cost, config.burst()) + " units, but "
                            + probe.getRemainingTokens() + " are left; " + config.rate()
                            + " come back each second, up to " + config.burst() + ".");
        }

        /** Once the status is known: a request that is refused made no work, and gets back what it paid for it. */
        private void tellWhatIsLeft(
                HttpServerResponse response, Clients clients, String name, long cost, ConsumptionProbe paid) {
            long units = paid.getRemainingTokens();
            if (cost > 1 && response.getStatusCode() / 100 == 4) {
                units = clients.giveBack(name, Math.min(cost, config.burst()) - 1);
            }
            long untilAllAreBack = (config.burst() - units + config.rate() - 1) / config.rate();
            response.putHeader(RATE_LIMIT, left(units, untilAllAreBack));
        }

        private boolean isOpened(RoutingContext context, Clients clients, String name, String method, String path) {
            boolean isDataset = path.equals(DATASETS);
            if (!method.equals("GET") || !(isDataset || Paths.isStream(path))) {
                return true;
            }
            int most = isDataset ? config.datasetsPerClient() : config.streamsPerClient();
            Runnable release = clients.open(name, isDataset, most);
            if (release == null) {
                refusedStreams.increment();
                context.response().putHeader(HttpHeaders.RETRY_AFTER, STREAM_RETRY_SECONDS);
                problems.send(
                        context,
                        ProblemType.TOO_MANY_REQUESTS,
                        "A client may have " + most + (isDataset ? " datasets made" : " streams open")
                                + " at once, and this one has as many.");
                return false;
            }
            context.addEndHandler(ended -> release.run());
            return true;
        }

        /** The other end of the connection itself, whatever a header made of the request's. */
        private String addressOf(HttpServerRequest request) {
            List<String> forwardedFor =
                    addresses.believesProxies() ? request.headers().getAll(FORWARDED_FOR) : List.of();
            return addresses.of(request.connection().remoteAddress().hostAddress(), forwardedFor);
        }

        private Clients clients() {
            return new Clients(config.rate(), config.burst(), config.maxClients(), TimeMeter.SYSTEM_NANOTIME);
        }

        private Counter refused(String limit) {
            return Counter.builder("bankfeed.limited.requests")
                    .description("Requests refused with 429")
                    .tag("limit", limit)
                    .register(meters);
        }
    }

    private static long seconds(long nanos) {
        return (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
    }

    private static String left(long units, long seconds) {
        return "\"units\";r=" + units + ";t=" + seconds;
    }
}
