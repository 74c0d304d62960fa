package io.bankfeed.streaming;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests one buffer after another, like a connection. */
public final class StreamReader implements Flow.Subscriber<Buffer> {

    public final List<Buffer> received = new ArrayList<>();
    public boolean completed;
    public int demandAtATime = 1;
    public @Nullable Throwable failure;

    private boolean paused;
    private Flow.@Nullable Subscription subscription;

    /** A request with at most one id. */
    public static StreamRequest request(@Nullable String lastEventId, StreamFormat format, long limit) {
        return new StreamRequest(StreamRequest.given(Stream.ofNullable(lastEventId)), format, limit);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        ask();
    }

    @Override
    public void onNext(Buffer buffer) {
        received.add(buffer);
        ask();
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
    }

    @Override
    public void onComplete() {
        completed = true;
    }

    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
        ask();
    }

    public void cancel() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        received.forEach(text::append);
        return text.toString();
    }

    /** The sequence numbers in the ids of the events. */
    public List<Long> sequences() {
        return text().lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> Long.parseLong(line.substring(line.lastIndexOf('-') + 1)))
                .toList();
    }

    private void ask() {
        if (!paused && subscription != null) {
            subscription.request(demandAtATime);
        }
    }
}
