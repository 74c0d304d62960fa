package io.bankfeed.core.source;

import io.bankfeed.core.bank.FrequencyCounter;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionSink;

/**
 * Some consecutive transactions of a {@link SlicedSource}. Slices are drawn by several threads at once, and then counted
 * one after the other, since a 5-minute frequency depends on the transactions before. Not thread-safe.
 */
public final class Slice {

    private final Sequence.Sampler sampler;
    private final FrequencyCounter frequencies;
    private final long firstIndex;

    /** Fresh arrays for each slice: stores to old ones would make threads contend for the collector's card table. */
    private Transaction[] transactions = {};

    private Label[] labels = {};

    /** What is counted of each transaction. */
    private final int[] slots;

    private final long[] micros;
    private final int[] counts;

    private int size;
    private long number;
    private boolean last;

    /** @param firstIndex the index of the first transaction that is passed on */
    Slice(Sequence sequence, FrequencyCounter frequencies, long firstIndex, int maxRows) {
        this.frequencies = frequencies;
        this.firstIndex = firstIndex;
        slots = new int[maxRows];
        micros = new long[maxRows];
        counts = new int[maxRows];
        sampler = sequence.sampler(this::record, this::add);
    }

    void take(int count, long sliceNumber, boolean isLast) {
        sampler.take(count);
        number = sliceNumber;
        last = isLast;
    }

    /** Its number among all slices that were taken, from 0. */
    public long number() {
        return number;
    }

    /** Whether no slice comes after it. */
    public boolean isLast() {
        return last;
    }

    /** Draws its transactions, but for their 5-minute frequencies. */
    public void draw() {
        size = 0;
        transactions = new Transaction[slots.length];
        labels = new Label[slots.length];
        sampler.draw();
    }

    /**
     * Counts its transactions. Slices must be counted in the order of their numbers, one at a time.
     *
     * @param sink receives the transactions in the order of time, with their labels, unless they belong to another part or
     *     come before the first one
     */
    public void count(TransactionSink sink) {
        for (int i = 0; i < size; i++) {
            int frequency = frequencies.record(slots[i], micros[i], counts[i]);
            if (transactions[i].number() > firstIndex) {
                sink.accept(transactions[i].withFrequency(frequency), labels[i]);
            }
        }
    }

    /** Keeps what is counted later. That of a transaction which is not added is overwritten. */
    private int record(int slot, long nowMicros, int count) {
        slots[size] = slot;
        micros[size] = nowMicros;
        counts[size] = count;
        return count;
    }

    private void add(Transaction transaction, Label label) {
        transactions[size] = transaction;
        labels[size] = label;
        size++;
    }
}
