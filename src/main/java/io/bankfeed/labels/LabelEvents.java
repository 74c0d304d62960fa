package io.bankfeed.labels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.streaming.EventId;
import io.bankfeed.streaming.EventLog;
import io.bankfeed.streaming.StreamFormat;
import io.vertx.core.buffer.Buffer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's view of the known labels: the number of an event is that of its transaction. A transaction that
 * could not be generated has no event, but counts as available while a known label follows.
 */
record LabelEvents(
        LongFunction<EventId> ids,
        LabelStore store,
        List<Label> labels,
        boolean full,
        ObjectMapper json,
        StreamFormat format)
        implements EventLog {

    /** About 25 KB, which fit into the send buffer of a connection. */
    private static final int MAX_LABELS_AT_ONCE = 200;

    private static final int TYPICAL_BYTES = 192;

    @Override
    public boolean holds(long sequence) {
        return store.holds(sequence);
    }

    @Override
    public long newest() {
        return store.watermark();
    }

    @Override
    public long oldest() {
        return store.oldest();
    }

    @Override
    public long oldestToResume() {
        return store.oldestToResume();
    }

    /** More than half of what is held, because the rest is for resuming. */
    @Override
    public boolean isTooFarBehind(long sequence) {
        return store.lastKnown() - sequence > store.reach() / 2;
    }

    @Override
    public @Nullable Chunk after(long sequence, long max) {
        List<LabelLookup.Known> known = store.knownAfter(sequence, Math.min(max, MAX_LABELS_AT_ONCE));
        if (known.isEmpty()) {
            return null;
        }
        LabelMapper mapper = new LabelMapper(labels, full);
        Buffer out = Buffer.buffer(known.size() * TYPICAL_BYTES);
        for (LabelLookup.Known one : known) {
            out.appendString(format.before(ids.apply(one.number())))
                    .appendBytes(write(mapper.known(one)))
                    .appendString(format.after());
        }
        return new Chunk(out, known.get(known.size() - 1).number(), known.size());
    }

    private byte[] write(KnownLabel label) {
        try {
            return json.writeValueAsBytes(label);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
