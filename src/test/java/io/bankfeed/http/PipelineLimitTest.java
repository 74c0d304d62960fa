package io.bankfeed.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineLimitTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final PipelineLimit limit = new PipelineLimit(channel.config());

    @BeforeEach
    void addLimit() {
        channel.pipeline().addLast(limit);
    }

    @Test
    void readingStopsWhileMoreThan32RequestsWait() {
        receive(31);
        assertThat(channel.config().isAutoRead()).isTrue();

        receive(1);
        assertThat(channel.config().isAutoRead()).isFalse();

        respond(HttpResponseStatus.OK);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aReaderThatCatchesUpDoesNotLiftTheLimit() {
        receive(32);
        limit.hold();
        limit.release();
        assertThat(channel.config().isAutoRead()).isFalse();

        limit.hold();
        respond(HttpResponseStatus.OK);
        assertThat(channel.config().isAutoRead()).isFalse();

        limit.release();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void informationalResponsesAnswerNoRequest() {
        receive(32);
        respond(HttpResponseStatus.CONTINUE);

        assertThat(channel.config().isAutoRead()).isFalse();
    }

    @Test
    void requestsAndResponsesPassThrough() {
        receive(1);
        respond(HttpResponseStatus.OK);

        assertThat(channel.inboundMessages()).hasSize(1);
        assertThat(channel.outboundMessages()).hasSize(1);
    }

    private void receive(int requests) {
        for (int i = 0; i < requests; i++) {
            channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/status"));
        }
    }

    private void respond(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, status));
    }
}
