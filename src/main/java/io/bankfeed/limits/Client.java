package io.bankfeed.limits;

import io.github.bucket4j.Bucket;

/** The state of one client. Guarded by the lock of its {@link Clients}. */
final class Client {

    final Bucket bucket;
    int streams;
    int datasets;

    Client(Bucket bucket) {
        this.bucket = bucket;
    }

    boolean isIdle(long burst) {
        return streams == 0 && datasets == 0 && bucket.getAvailableTokens() >= burst;
    }
}
