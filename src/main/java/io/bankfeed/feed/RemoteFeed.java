package io.bankfeed.feed;

import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.streaming.StreamRequest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/** A feed that is not of this process, but is started, stopped and read like one. Thread-safe. */
public interface RemoteFeed extends FeedSwitch {

    /**
     * Opens a stream of the feed.
     *
     * @param fields the fields of each transaction
     * @return the encoded batches, to be subscribed to once
     * @throws io.bankfeed.http.ProblemException if the feed has no such fields, or cannot be read now
     */
    Multi<Buffer> stream(StreamRequest request, RecordFields fields);

    /** Its open streams at this process. */
    int subscribers();

    /** This process's transactions per second over the last 10 seconds, or since the start if that is shorter. */
    double achievedPerSecond();
}
