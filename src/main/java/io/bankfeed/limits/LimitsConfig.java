package io.bankfeed.limits;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How much each client may ask for. A client is a key or the subject of a token where one was proved, and else an
 * address. One unit is what a single transaction costs, some 30 µs of a processor.
 */
@ConfigMapping(prefix = "bankfeed.limits")
public interface LimitsConfig {

    /** Whether there are limits for each client. Without them nothing is counted, and requests cost nothing more. */
    @WithDefault("false")
    boolean enabled();

    /** Units that a client gets back each second, from 1 to 1,000,000: 1,000 are about 2.6 % of a processor. */
    @WithDefault("1000")
    @Min(1)
    @Max(1_000_000)
    long rate();

    /**
     * Units that a client has at most, from 1 to 1,000,000,000, and has when it comes. A request that costs more needs
     * all of them and takes all of them.
     */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000_000)
    long burst();

    /**
     * The addresses of the proxies before the service, such as {@code 10.0.3.7} or {@code 10.0.3.0/24}, whose
     * {@code X-Forwarded-For} is believed. None by default. A client in one of these ranges can be who it likes, so they
     * should be narrow.
     */
    Optional<Set<String>> trustedProxies();

    /**
     * How many clients are told apart by address, and as many by key, from 1 to 1,000,000; each takes about 300 bytes.
     * If all places are taken by clients that used some of their units, those who come share the units of one.
     */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int maxClients();

    /** How many streams, of the feed and of labels together, a client may have open, from 1 to 1,000,000. */
    @WithDefault("100")
    @Min(1)
    @Max(1_000_000)
    int streamsPerClient();

    /** How many datasets a client may have made at once, from 1 to 1,000. */
    @WithDefault("2")
    @Min(1)
    @Max(1000)
    int datasetsPerClient();

    /**
     * How long a client may take to send a request, from a second to an hour, whether or not there are limits for each
     * client: so long for its head after it connected, and as long again for its body. Then it is answered 408, or
     * disconnected if the head did not come. A client that takes nothing of an answer for so long is disconnected too
     * while {@code answer-backlog-bytes} is more than half full.
     */
    @WithDefault("30S")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration requestTimeout();

    /**
     * How long a connection of HTTP/1 may wait for the head of another request after it was answered, from a second to an
     * hour, whether or not there are limits for each client. It should be longer than a proxy keeps such connections, or
     * requests are lost: nginx keeps them for 60 s, Traefik for 90. Open streams may be silent for as long as they are. A
     * client that takes nothing of an answer for so long is disconnected.
     */
    @WithDefault("2M")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration keepAliveTimeout();

    /**
     * How many connections there may be at once, from 1 to 1,000,000. For the next, that one is closed which has waited
     * longest for its client to ask for anything; if there is none, the next itself is. Both are counted. By default one
     * for each 48 KiB of the heap, which is about 5,400 in 256 MiB: an idle one takes 4 KiB, one with a stream 10 KiB, and
     * one whose client asks for much and takes nothing 24 KiB.
     */
    Optional<@Min(1) @Max(1_000_000) Integer> maxConnections();

    /**
     * How many bytes of answers may wait for clients to take them, such as {@code 16M}; streams are not among them. Above,
     * requests are answered 503. At most an eighth of the heap is taken. What a client asks for before it has taken its
     * answer is not begun.
     */
    @WithDefault("16M")
    MemorySize answerBacklogBytes();

    /**
     * How many bytes the bodies of requests may have together until they are answered, such as {@code 16M}. Above, requests
     * with a body are answered 503. At most an eighth of the heap is taken.
     */
    @WithDefault("16M")
    MemorySize bodyBacklogBytes();
}
