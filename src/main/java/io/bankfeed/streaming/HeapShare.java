package io.bankfeed.streaming;

import org.jboss.logging.Logger;

/** Bounds what is held for long by the heap that there is, so that the rest of a small one is left for requests. */
public final class HeapShare {

    private static final Logger LOG = Logger.getLogger(HeapShare.class);

    /** Of the whole heap: what the service holds at rest, two such shares and what is in flight fit in the rest. */
    private static final int PART = 8;

    private HeapShare() {}

    /**
     * As many bytes as are asked for, or as many as this heap can spare.
     *
     * @param what is named in the log when it is less than was asked for
     */
    public static long of(String what, long askedBytes) {
        long heap = Runtime.getRuntime().maxMemory();
        long bytes = bounded(askedBytes, heap);
        if (bytes < askedBytes) {
            LOG.infof("%s may take %d bytes and not %d, since the heap has %d", what, bytes, askedBytes, heap);
        }
        return bytes;
    }

    static long bounded(long askedBytes, long heapBytes) {
        return Math.min(askedBytes, heapBytes / PART);
    }
}
