package io.bankfeed.http;

import org.jboss.logging.Logger;

/** Limits long-lived data to a share of the heap, so that a small heap has room left for requests. */
public final class HeapShare {

    private static final Logger LOG = Logger.getLogger(HeapShare.class);

    /** An eighth leaves room for the idle service, two more shares and the requests in flight. */
    private static final int DIVISOR = 8;

    private HeapShare() {}

    /**
     * Returns the requested number of bytes, or an eighth of the heap if that is less.
     *
     * @param what the data, as the log names it when it gets less than requested
     */
    public static long of(String what, long requestedBytes) {
        long heap = Runtime.getRuntime().maxMemory();
        long bytes = bounded(requestedBytes, heap);
        if (bytes < requestedBytes) {
            LOG.infof(
                    "%s may use %d bytes instead of %d because the maximum heap size is %d bytes",
                    what, bytes, requestedBytes, heap);
        }
        return bytes;
    }

    static long bounded(long requestedBytes, long heapBytes) {
        return Math.min(requestedBytes, heapBytes / DIVISOR);
    }
}
