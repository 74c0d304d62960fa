package io.bankfeed.labels;

import io.bankfeed.streaming.StreamRequest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/** Labels of a feed that is not of this process. Thread-safe. */
public interface RemoteLabels {

    /**
     * Opens a stream of the labels.
     *
     * @param full whether labels have their scenario and their report
     * @return the encoded labels, to be subscribed to once
     * @throws io.bankfeed.http.ProblemException if there are no such labels, or they cannot be read now
     */
    Multi<Buffer> stream(StreamRequest request, boolean full);

    /** The open streams of labels at this process. */
    int labelSubscribers();
}
