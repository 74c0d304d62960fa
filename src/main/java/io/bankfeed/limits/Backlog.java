package io.bankfeed.limits;

import io.bankfeed.http.BodyLimit;
import io.bankfeed.http.Paths;
import io.bankfeed.http.ProblemType;
import io.bankfeed.http.Problems;
import io.bankfeed.streaming.HeapShare;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What waits in memory for clients: connections, answers that they have not taken, and bodies that they have not finished. While it is
 * more than it may be, requests are answered 503, but for those of health. Streams, which share what they
 * send, have bounds of their own. Thread-safe.
 */
@Singleton
final class Backlog {

    private static final long HEAP_OF_A_CONNECTION = 48 * 1024;

    private static final int BEFORE_CALLERS = 295;
    private static final String RETRY_SECONDS = "1";
    private static final String HEALTH = "/q/health";
    private static final String METRICS = "/q/metrics";
    private static final List<String> DOCUMENTATION = List.of("/openapi", "/docs", "/redoc");

    /** More than the description of the API has. */
    private static final long DOCUMENT_BYTES = 128 * 1024;

    private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** A length of more digits is above all limits, and such a body is refused unread. */
    private static final int MAX_DIGITS = 6;

    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong bodies = new AtomicLong();
    private final LongAdder refusedForAnswers = new LongAdder();
    private final LongAdder refusedForBodies = new LongAdder();
    private final LongAdder disconnects = new LongAdder();
    private final AtomicInteger connections = new AtomicInteger();
    private final LongAdder refusedConnections = new LongAdder();
    private final LongAdder displaced = new LongAdder();
    private final int mostConnections;
    private final long mostOfAnswers;
    private final long mostOfBodies;

    Backlog(LimitsConfig config) {
        mostConnections = config.maxConnections().orElseGet(Backlog::connectionsOfTheHeap);
        mostOfAnswers = HeapShare.of(
                "Answers not yet taken", config.answerBacklogBytes().asLongValue());
        mostOfBodies = HeapShare.of(
                "Bodies not yet complete", config.bodyBacklogBytes().asLongValue());
    }

    void register(@Observes Filters filters, Problems problems, MeterRegistry meters) {
        gauge("answers", answers, meters);
        gauge("bodies", bodies, meters);
        counter("answers", refusedForAnswers, meters);
        counter("bodies", refusedForBodies, meters);
        counter("connections", refusedConnections, meters);
        FunctionCounter.builder("bankfeed.backlog.disconnects", disconnects, LongAdder::sum)
                .description("Connections closed because their client did not take its answers")
                .register(meters);
        FunctionCounter.builder("bankfeed.backlog.displaced", displaced, LongAdder::sum)
                .description("Connections closed to make room for others, since their client asked for nothing")
                .register(meters);
        filters.register(context -> apply(context, problems), BEFORE_CALLERS);
    }

    /** Whether there may be another connection, which is counted then. */
    boolean connected() {
        if (connections.incrementAndGet() <= mostConnections) {
            return true;
        }
        connections.decrementAndGet();
        return false;
    }

    /** There was no room for another connection. */
    void connectionRefused() {
        refusedConnections.increment();
    }

    /** One made room for another. */
    void connectionDisplaced() {
        displaced.increment();
    }

    /** One of those that were counted is closed. */
    void closed() {
        connections.decrementAndGet();
    }

    /** Of one connection more bytes of answers wait, or fewer. */
    void answersChanged(long bytes) {
        answers.addAndGet(bytes);
    }

    /** Whether so much waits that there is no more patience with who takes nothing. */
    boolean isHigh() {
        return answers.get() > mostOfAnswers / 2;
    }

    void disconnected() {
        disconnects.increment();
    }

    private void apply(RoutingContext context, Problems problems) {
        HttpServerRequest request = context.request();
        String path = Paths.of(context);
        if (answers.get() > mostBytesFor(path)) {
            refusedForAnswers.increment();
            refuse(
                    context,
                    problems,
                    "More than " + mostOfAnswers + " bytes of answers wait for clients to take them.");
            return;
        }
        if (isDocument(path)) {
            // It is written after those who made it have ended the answer, and counted by its connection from then on.
            Executor loop =
                    ((HttpServerConnection) request.connection()).channel().eventLoop();
            hold(answers, DOCUMENT_BYTES, context, loop);
        }
        long body = WITHOUT_BODY.contains(request.method()) ? 0 : bytesOf(request, path);
        if (body > 0) {
            hold(bodies, body, context, Runnable::run);
            if (bodies.get() > mostOfBodies) {
                refusedForBodies.increment();
                request.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
                problems.sendAndClose(
                        context,
                        ProblemType.TOO_BUSY,
                        "Of at most " + mostOfBodies + " bytes of bodies, most wait for clients to send the rest.");
                return;
            }
        }
        context.next();
    }

    /** Whether a service is well must be known above all, and what is wrong with it almost as much. */
    private long mostBytesFor(String path) {
        if (path.startsWith(HEALTH)) {
            return Long.MAX_VALUE;
        }
        return path.equals(METRICS) ? 2 * mostOfAnswers : mostOfAnswers;
    }

    /** What a worker makes in one piece: many may be asked for before the first of them is there to be counted. */
    private static boolean isDocument(String path) {
        return path.equals(METRICS) || DOCUMENTATION.stream().anyMatch(path::startsWith);
    }

    private static void hold(AtomicLong held, long bytes, RoutingContext context, Executor executor) {
        held.addAndGet(bytes);
        context.addEndHandler(ended -> executor.execute(() -> held.addAndGet(-bytes)));
    }

    private static void refuse(RoutingContext context, Problems problems, String detail) {
        context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        problems.send(context, ProblemType.TOO_BUSY, detail);
    }

    /** As many bytes as a body says that it has, or may have if it does not say it. */
    private static long bytesOf(HttpServerRequest request, String path) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : BodyLimit.at(path);
        }
        return length.length() > MAX_DIGITS ? 0 : Long.parseLong(length);
    }

    private static int connectionsOfTheHeap() {
        return (int) Math.min(Runtime.getRuntime().maxMemory() / HEAP_OF_A_CONNECTION, Integer.MAX_VALUE);
    }

    private static void gauge(String what, AtomicLong bytes, MeterRegistry meters) {
        Gauge.builder("bankfeed.backlog", bytes, AtomicLong::get)
                .description("What waits for clients to take it, or to send the rest")
                .baseUnit("bytes")
                .tag("of", what)
                .register(meters);
    }

    private static void counter(String what, LongAdder refused, MeterRegistry meters) {
        FunctionCounter.builder("bankfeed.backlog.refused", refused, LongAdder::sum)
                .description("Requests refused with 503, and connections refused, because too much waits for clients")
                .tag("of", what)
                .register(meters);
    }
}
