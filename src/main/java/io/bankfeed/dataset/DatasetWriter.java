package io.bankfeed.dataset;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.CsvEncoder;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.generator.EventTimeGenerator;

/** Writes a dataset piece by piece. Not thread-safe. */
final class DatasetWriter {

    private static final byte[] BEGINNING = AsciiBuffer.ascii("{\"transactions\":[");
    private static final byte[] COUNT = AsciiBuffer.ascii("],\"count\":");
    private static final byte[] TIMESTAMP = AsciiBuffer.ascii(",\"timestamp\":\"");
    private static final byte[] END = AsciiBuffer.ascii("\"}");

    private final DatasetSpec recipe;
    private final AsciiBuffer out;
    private final EventTimeGenerator generator;
    private final TransactionEncoder json;
    private final CsvEncoder csv;
    private long written;
    private long lastMicros;

    /** @param out where the pieces are appended to */
    DatasetWriter(DatasetSpec recipe, AsciiBuffer out) {
        this.recipe = recipe;
        this.out = out;
        generator = new EventTimeGenerator(
                recipe.bank(), recipe.fraudRate(), recipe.startMicros(), recipe.perSecond(), recipe.offset());
        json = new TransactionEncoder(out);
        csv = new CsvEncoder(out);
    }

    /**
     * Draws the next transactions, and appends those that belong to the dataset.
     *
     * @param most how many at most
     * @return how many were appended
     */
    int write(int most) {
        if (written == 0 && recipe.format() == DatasetFormat.CSV && recipe.offset() == 0) {
            csv.appendHeader(recipe.labelled());
        }
        long before = written;
        for (int i = 0; i < most && !isComplete(); i++) {
            if (generator.draw(this::append)) {
                written++;
            }
        }
        if (isComplete() && written > before && recipe.format() == DatasetFormat.JSON) {
            out.append(COUNT).append(recipe.count()).append(TIMESTAMP);
            json.appendTimestamp(lastMicros);
            out.append(END);
        }
        return (int) (written - before);
    }

    boolean isComplete() {
        return written == recipe.count();
    }

    private void append(Transaction transaction, Label label) {
        switch (recipe.format()) {
            case JSON -> {
                if (written == 0) {
                    out.append(BEGINNING);
                } else {
                    out.append(',');
                }
                appendJson(transaction, label);
                lastMicros = transaction.timestampMicros();
            }
            case NDJSON -> {
                appendJson(transaction, label);
                out.append('\n');
            }
            case CSV -> {
                if (recipe.labelled()) {
                    csv.append(transaction, label);
                } else {
                    csv.append(transaction);
                }
            }
        }
    }

    private void appendJson(Transaction transaction, Label label) {
        if (recipe.labelled()) {
            json.append(transaction, label);
        } else {
            json.append(transaction);
        }
    }
}
