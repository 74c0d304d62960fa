package io.bankfeed.labels;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.streaming.EventId;
import io.bankfeed.streaming.EventLog;
import io.bankfeed.streaming.StreamFormat;
import io.bankfeed.streaming.WireBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The known labels as a subscriber reads them: the number of an event is that of its transaction. A transaction that was
 * never made has no event, but is held as long as one that is known follows.
 */
record LabelEvents(String epoch, LabelStore log, LabelTexts texts, StreamFormat format) implements EventLog {

    /** About 25 KB, which is what a connection takes at once. */
    private static final int MAX_LABELS_AT_ONCE = 200;

    private static final byte[] ID = AsciiBuffer.ascii("id: ");
    private static final byte[] DATA = AsciiBuffer.ascii("\ndata: ");
    private static final byte[] END = AsciiBuffer.ascii("\n\n");

    @Override
    public boolean holds(long sequence) {
        return log.holds(sequence);
    }

    @Override
    public long newest() {
        return log.passed();
    }

    @Override
    public long oldest() {
        return log.oldest();
    }

    @Override
    public long oldestToResume() {
        return log.oldestToResume();
    }

    /** Above half of what is held, since the rest is for coming back. */
    @Override
    public boolean isTooFarBehind(long sequence) {
        return log.lastKnown() - sequence > log.capacity() / 2;
    }

    @Override
    public @Nullable Chunk after(long sequence, long most) {
        List<LabelLookup.Known> known = log.knownAfter(sequence, Math.min(most, MAX_LABELS_AT_ONCE));
        if (known.isEmpty()) {
            return null;
        }
        AsciiBuffer out = new AsciiBuffer(known.size() * LabelEncoder.TYPICAL_BYTES);
        LabelEncoder encoder = new LabelEncoder(texts, out);
        for (LabelLookup.Known one : known) {
            switch (format) {
                case SERVER_SENT_EVENTS -> {
                    out.append(ID).append(AsciiBuffer.ascii(new EventId(epoch, one.number()).toString()));
                    out.append(DATA);
                    encoder.append(one);
                    out.append(END);
                }
                case NDJSON -> {
                    encoder.append(one);
                    out.append('\n');
                }
            }
        }
        return new Chunk(
                WireBuffer.wrap(out.asByteBuffer()), known.get(known.size() - 1).number(), known.size());
    }
}
