package io.bankfeed.dataset;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.RecordWriter;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.generator.Bank;
import io.bankfeed.generator.EventTimeGenerator;

/** Generates a dataset and writes it to a buffer, some transactions at a time. Not thread-safe. */
final class DatasetWriter {

    private final long count;
    private final EventTimeGenerator generator;
    private final RecordWriter records;
    private long passed;
    private long written;
    private long lastMicros;

    DatasetWriter(DatasetSpec spec, AsciiBuffer out) {
        count = spec.rows();
        Bank bank = spec.events().bank();
        generator = EventTimeGenerator.of(
                spec.events(), spec.firstIndex(), spec.part(), spec.fields().extended(), this::append);
        records = spec.format().writer(out, spec.fields(), bank.reports(spec.reports()), spec.isFromStart());
        records.begin();
    }

    /**
     * Draws the next transactions, and writes those that belong to the dataset.
     *
     * @param maxDraws the number of transactions to draw, unless the dataset is complete before
     * @return the number of transactions written
     */
    int write(int maxDraws) {
        long before = written;
        for (int i = 0; i < maxDraws && !isComplete(); i++) {
            if (generator.draw() && ++passed == count) {
                records.end(lastMicros);
            }
        }
        return (int) (written - before);
    }

    boolean isComplete() {
        return passed == count;
    }

    private void append(Transaction transaction, Label label) {
        records.accept(transaction, label);
        written++;
        lastMicros = transaction.timestampMicros();
    }
}
