package io.bankfeed.limits;

import io.bankfeed.http.Paths;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** What one connection waits for, and since when. Used on its event loop alone. */
final class Connection {

    /** What to do about a connection. */
    enum Verdict {
        KEEP,
        CLOSE,
        DISCONNECT,
        REFUSE_REQUEST
    }

    private static final int SWITCHING_PROTOCOLS = 101;

    final Channel channel;
    private final Backlog backlog;
    private @Nullable HttpServerRequest request;
    private long requestsBegun;
    private long requestsReceived;
    private boolean isStream;
    private boolean isFirstHead = true;
    private boolean isExempt;
    private boolean isMalformed;
    private boolean isEnding;
    private boolean isSeen;
    private long sinceNanos;
    private int looksWaited;
    private long unreadBytes;
    private long unreadAtLookBytes;

    Connection(Channel channel, Backlog backlog) {
        this.channel = channel;
        this.backlog = backlog;
    }

    /** On the way of every request: it reads no clock, the next look does. */
    void begun(HttpServerRequest begun) {
        if (requestsBegun++ == 0) {
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addBefore(pipeline.lastContext().name(), null, new EndOfRequests(this, isChunked(begun)));
        }
        request = begun;
        isSeen = false;
        // Its requests run side by side, and the latest says nothing of the others.
        isExempt = begun.version() == HttpVersion.HTTP_2;
        isMalformed = begun.decoderResult().isFailure();
        measure();
        String path = begun.path();
        isStream = path != null && Paths.isStream(Paths.withoutSlash(path));
    }

    /** The last byte of a request was read, which may not have begun since the one before it is not answered. */
    void received() {
        requestsReceived++;
    }

    /** Whether what comes now may be let in: the rest of the latest request, or another one once that is answered. */
    boolean takesRequests() {
        if (isExempt || requestsReceived < requestsBegun) {
            return true;
        }
        HttpServerRequest latest = request;
        return requestsReceived == requestsBegun
                && channel.isWritable()
                && (latest == null || latest.response().ended());
    }

    /** Counts what waits to be sent. What waits of a stream is shared by its subscribers, and bounded by itself. */
    void measure() {
        long bytes = waitingBytes();
        if (isStream) {
            bytes = Math.min(bytes, unreadBytes);
        }
        if (bytes != unreadBytes) {
            backlog.answersChanged(bytes - unreadBytes);
            unreadBytes = bytes;
        }
    }

    @Nullable
    HttpServerRequest request() {
        return request;
    }

    /** Whether the client may be in the middle of a request that has its answer already. */
    boolean isCutShort() {
        return !isExempt && (isMalformed || requestsReceived < requestsBegun);
    }

    /** There will be no other answer. */
    void ending() {
        isEnding = true;
    }

    /** Whether nothing goes on: no request has come, or not all of one and no answer has begun, or all is over. */
    boolean waitsForClient() {
        HttpServerRequest latest = request;
        return latest == null
                || isEnding
                || (!isExempt
                        && requestsReceived < requestsBegun
                        && !latest.response().headWritten());
    }

    /** For how many looks in a row it has waited for its client. */
    int looksWaited() {
        return looksWaited;
    }

    /** Looks at the connection, a second or so after the look before. */
    Verdict look(long nowNanos, long requestNanos, long keepAliveNanos) {
        measure();
        looksWaited = waitsForClient() ? looksWaited + 1 : 0;
        if (isExempt) {
            return Verdict.KEEP;
        }
        if (!isSeen) {
            isSeen = true;
            sinceNanos = nowNanos;
            unreadAtLookBytes = Long.MAX_VALUE;
        }
        HttpServerRequest latest = request;
        if (latest == null) {
            return closeAfter(isFirstHead ? requestNanos : keepAliveNanos, nowNanos);
        }
        if (latest.response().ended()) {
            return afterAnswer(latest, nowNanos, requestNanos, keepAliveNanos);
        }
        boolean isComing = !latest.isEnded() && !latest.response().headWritten();
        return isComing && nowNanos - sinceNanos >= requestNanos ? Verdict.REFUSE_REQUEST : Verdict.KEEP;
    }

    private Verdict afterAnswer(HttpServerRequest latest, long nowNanos, long requestNanos, long keepAliveNanos) {
        if (latest.response().getStatusCode() == SWITCHING_PROTOCOLS) {
            isExempt = true;
            return Verdict.KEEP;
        }
        long bytes = waitingBytes();
        if (bytes > 0) {
            return whileSending(bytes, nowNanos, backlog.isHigh() ? requestNanos : keepAliveNanos);
        }
        if (unreadAtLookBytes != Long.MAX_VALUE) {
            // All was sent since the last look.
            unreadAtLookBytes = Long.MAX_VALUE;
            sinceNanos = nowNanos;
        }
        if (latest.isEnded() && requestsReceived >= requestsBegun) {
            request = null;
            isFirstHead = false;
            sinceNanos = nowNanos;
            return Verdict.KEEP;
        }
        return closeAfter(requestNanos, nowNanos);
    }

    /** An answer is ended when it is handed over, however slowly the client takes it. */
    private Verdict whileSending(long bytes, long nowNanos, long mostNanos) {
        if (bytes < unreadAtLookBytes) {
            sinceNanos = nowNanos;
        }
        unreadAtLookBytes = bytes;
        return nowNanos - sinceNanos >= mostNanos ? Verdict.DISCONNECT : Verdict.KEEP;
    }

    private long waitingBytes() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    private static boolean isChunked(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING, HttpHeaders.CHUNKED, true);
    }

    private Verdict closeAfter(long nanos, long nowNanos) {
        return nowNanos - sinceNanos >= nanos ? Verdict.CLOSE : Verdict.KEEP;
    }
}
