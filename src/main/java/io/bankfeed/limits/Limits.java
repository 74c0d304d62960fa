package io.bankfeed.limits;

import static java.util.Objects.requireNonNull;

import io.bankfeed.http.Endpoints;
import io.bankfeed.http.FilterOrder;
import io.bankfeed.http.ProblemType;
import io.bankfeed.http.Problems;
import io.bankfeed.security.Role;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Refuses requests that exceed the limits of their client with 429. Thread-safe. */
@Singleton
public class Limits {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** The reconnection time of an {@code EventSource}. */
    private static final String STREAM_RETRY_SECONDS = "3";

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String DATASETS = "/datasets";
    private static final String HEALTH = "/q/health";
    private static final String RATE_LIMIT = "RateLimit";

    private final LimitsConfig config;
    private final Endpoints endpoints;
    private final Problems problems;
    private final MeterRegistry meters;

    Limits(LimitsConfig config, Endpoints endpoints, Problems problems, MeterRegistry meters) {
        this.config = config;
        this.endpoints = endpoints;
        this.problems = problems;
        this.meters = meters;
    }

    void register(@Observes Filters filters) {
        ClientAddress addresses = new ClientAddress(config.trustedProxies().orElse(Set.of()));
        if (config.enabled()) {
            filters.register(new Filter(addresses)::apply, FilterOrder.RATE_LIMIT);
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
                    .description("Clients that are tracked")
                    .register(meters);
        }

        void apply(RoutingContext context) {
            HttpServerRequest request = context.request();
            String path = Endpoints.withoutSlash(context.normalizedPath());
            SecurityIdentity caller =
                    requireNonNull((QuarkusHttpUser) context.user()).getSecurityIdentity();
            long cost = costOf(request, path, caller);
            if (cost == 0) {
                context.next();
                return;
            }
            Clients clients = caller.isAnonymous() ? byAddress : byKey;
            String name = clients == byAddress
                    ? addressOf(request)
                    : caller.getPrincipal().getName();
            ConsumptionProbe probe = clients.take(name, cost);
            context.response().putHeader("RateLimit-Policy", policy);
            if (!probe.isConsumed()) {
                refuse(context, probe, cost);
                return;
            }
            context.addHeadersEndHandler(written -> addRateLimit(context.response(), clients, name, cost, probe));
            if (reservesStream(context, clients, name, path)) {
                context.next();
            }
        }

        /** A request that will be denied costs one unit. */
        private static long costOf(HttpServerRequest request, String path, SecurityIdentity caller) {
            if (Role.mayRead(caller)) {
                return Cost.of(
                        request.method().name(), path, request.params(), request.getHeader(HttpHeaders.CONTENT_LENGTH));
            }
            return path.startsWith(HEALTH) ? 0 : 1;
        }

        private void refuse(RoutingContext context, ConsumptionProbe probe, long cost) {
            refusedRequests.increment();
            long seconds = (probe.getNanosToWaitForRefill() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
            context.response()
                    .putHeader(RATE_LIMIT, left(probe.getRemainingTokens(), seconds))
                    .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            problems.send(
                    context,
                    ProblemType.TOO_MANY_REQUESTS,
                    "The request costs " + Math.min(cost, config.burst()) + " units, but "
                            + probe.getRemainingTokens() + " are left; " + config.rate()
                            + " are added per second, up to " + config.burst() + ".");
        }

        /** Runs once the status is known. A refused request did no work, so all but one unit are refunded. */
        private void addRateLimit(
                HttpServerResponse response, Clients clients, String name, long cost, ConsumptionProbe paid) {
            long units = paid.getRemainingTokens();
            if (cost > 1 && response.getStatusCode() / 100 == 4) {
                units = clients.refund(name, Math.min(cost, config.burst()) - 1);
            }
            long secondsUntilFull = (config.burst() - units + config.rate() - 1) / config.rate();
            response.putHeader(RATE_LIMIT, left(units, secondsUntilFull));
        }

        private boolean reservesStream(RoutingContext context, Clients clients, String name, String path) {
            boolean isDataset = path.equals(DATASETS);
            if (!context.request().method().equals(HttpMethod.GET) || !(isDataset || endpoints.isStream(path))) {
                return true;
            }
            int max = isDataset ? config.datasetsPerClient() : config.streamsPerClient();
            Runnable release = clients.open(name, isDataset, max);
            if (release == null) {
                refusedStreams.increment();
                context.response().putHeader(HttpHeaders.RETRY_AFTER, STREAM_RETRY_SECONDS);
                problems.send(
                        context,
                        ProblemType.TOO_MANY_REQUESTS,
                        "A client can have at most " + max + (isDataset ? " dataset downloads" : " open streams")
                                + ", and this one has reached that number.");
                return false;
            }
            context.addEndHandler(ended -> release.run());
            return true;
        }

        /** Uses the address of the connection, because Quarkus may replace that of the request by a forwarded one. */
        private String addressOf(HttpServerRequest request) {
            List<String> forwardedFor =
                    addresses.hasTrustedProxies() ? request.headers().getAll(FORWARDED_FOR) : List.of();
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

    private static String left(long units, long seconds) {
        return "\"units\";r=" + units + ";t=" + seconds;
    }
}
