package io.bankfeed.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** What one connection waits for, and since when. Used on its event loop alone. */
final class Connection {

    /** What to do about a connection. */
    enum Verdict {
        KEEP,
        CLOSE,
        REFUSE_REQUEST
    }

    private static final int SWITCHING_PROTOCOLS = 101;

    final Channel channel;
    private @Nullable HttpServerRequest request;
    private boolean isFirstHead = true;
    private boolean isExempt;
    private boolean isSeen;
    private long sinceNanos;

    Connection(Channel channel) {
        this.channel = channel;
    }

    /** On the way of every request: it reads no clock, the next look does. */
    void begun(HttpServerRequest begun) {
        request = begun;
        isSeen = false;
        // Its requests run side by side, and the latest says nothing of the others.
        isExempt = begun.version() == HttpVersion.HTTP_2;
    }

    @Nullable
    HttpServerRequest request() {
        return request;
    }

    /** Looks at the connection, a second or so after the look before. */
    Verdict look(long nowNanos, long requestNanos, long keepAliveNanos) {
        if (isExempt) {
            return Verdict.KEEP;
        }
        if (!isSeen) {
            isSeen = true;
            sinceNanos = nowNanos;
        }
        HttpServerRequest latest = request;
        if (latest == null) {
            return closeAfter(isFirstHead ? requestNanos : keepAliveNanos, nowNanos);
        }
        if (latest.response().ended()) {
            return afterAnswer(latest, nowNanos, requestNanos);
        }
        boolean isComing = !latest.isEnded() && !latest.response().headWritten();
        return isComing && nowNanos - sinceNanos >= requestNanos ? Verdict.REFUSE_REQUEST : Verdict.KEEP;
    }

    private Verdict afterAnswer(HttpServerRequest latest, long nowNanos, long requestNanos) {
        if (latest.response().getStatusCode() == SWITCHING_PROTOCOLS) {
            isExempt = true;
            return Verdict.KEEP;
        }
        if (isSending()) {
            sinceNanos = nowNanos;
            return Verdict.KEEP;
        }
        if (latest.isEnded()) {
            request = null;
            isFirstHead = false;
            sinceNanos = nowNanos;
            return Verdict.KEEP;
        }
        return closeAfter(requestNanos, nowNanos);
    }

    /** An answer is ended when it is handed over, however slowly the client takes it. */
    private boolean isSending() {
        ChannelOutboundBuffer sending = channel.unsafe().outboundBuffer();
        return sending != null && !sending.isEmpty();
    }

    private Verdict closeAfter(long nanos, long nowNanos) {
        return nowNanos - sinceNanos >= nanos ? Verdict.CLOSE : Verdict.KEEP;
    }
}
