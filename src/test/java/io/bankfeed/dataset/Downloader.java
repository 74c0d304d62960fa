package io.bankfeed.dataset;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A client that downloads a dataset under the control of a test. */
final class Downloader implements Flow.Subscriber<Buffer> {

    final List<Buffer> received = new ArrayList<>();
    boolean completed;

    @Nullable
    Throwable failure;

    /** Runs on receipt of each chunk. */
    Runnable then = () -> {};

    Runnable onCompletion = () -> {};

    private Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
    }

    @Override
    public void onNext(Buffer buffer) {
        received.add(buffer);
        then.run();
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
    }

    @Override
    public void onComplete() {
        completed = true;
        onCompletion.run();
    }

    void request(long count) {
        requireNonNull(subscription).request(count);
    }

    void leave() {
        requireNonNull(subscription).cancel();
    }

    byte[] bytes() {
        Buffer all = Buffer.buffer();
        received.forEach(all::appendBuffer);
        return all.getBytes();
    }
}
