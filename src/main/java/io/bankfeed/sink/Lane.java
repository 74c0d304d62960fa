package io.bankfeed.sink;

import io.bankfeed.core.transaction.Label;
import io.bankfeed.sink.KafkaClients.LastRecord;
import io.bankfeed.sink.LaneSource.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the transactions of a lane, and their labels, when they are due. Its only state is in the topics: whenever it
 * begins, and after each failure, it fences the producer before it and continues after the last committed record. Once
 * it is fenced itself, it ends. Runs in a thread of its own; the other methods are thread-safe.
 */
final class Lane implements Runnable {

    private static final Logger LOG = Logger.getLogger(Lane.class);

    static final String FENCED = "another replica took it over, or the broker ended its transaction";

    private static final Duration GRACEFUL_CLOSE = Duration.ofSeconds(5);
    private static final long UNKNOWN = -1;
    private static final long RETRY_MILLIS = 1_000;
    private static final long MAX_WAIT_MILLIS = 100;
    private static final long MICROS_PER_MILLI = 1_000;

    /** Transactions are committed at the latest so long after the first of them. */
    private static final long MAX_OPEN_MICROS = 500_000;

    /** How far a lane looks for its next transaction, which has a number among those of other lanes. */
    private static final long MAX_NUMBERS_OF_OTHERS = 1_000_000;

    /** A call of the client that takes longer means that the brokers do not answer. */
    private static final long MAX_CALL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int lane;
    private final Recipe recipe;
    private final Supplier<Pace> pace;
    private final KafkaClients clients;
    private final LaneRecords records;
    private final LaneCounts counts;
    private final LongSupplier nowMicros;
    private final long commitMicros;
    private final boolean catchUp;
    private final Thread thread;

    private volatile boolean stopping;

    /** Why it does not write, or null. */
    private volatile @Nullable String failure;

    private volatile boolean fenced;

    private volatile boolean inCall;
    private volatile long callNanos;
    private volatile long lastNumber = UNKNOWN;

    /** By how many numbers of the bank it is behind for good, or ahead if it is negative. */
    private volatile long behind;

    /**
     * @param lane from 0
     * @param nowMicros the time, in microseconds since 1970-01-01T00:00Z, which never goes back
     */
    Lane(
            int lane,
            Recipe recipe,
            Supplier<Pace> pace,
            KafkaClients clients,
            LaneRecords records,
            LaneCounts counts,
            LongSupplier nowMicros,
            KafkaConfig config) {
        this.lane = lane;
        this.recipe = recipe;
        this.pace = pace;
        this.clients = clients;
        this.records = records;
        this.counts = counts;
        this.nowMicros = nowMicros;
        commitMicros = config.commitInterval().toNanos() / 1_000;
        catchUp = config.catchUp();
        thread = new Thread(this, "lane-" + lane);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends it after what it has begun to write. */
    void stop() {
        stopping = true;
    }

    /** Ends it at once; what is not committed is lost, and written by the next owner. */
    void abandon() {
        stopping = true;
        thread.interrupt();
    }

    /** Waits until it has ended. */
    void join(Duration atMost) throws InterruptedException {
        thread.join(atMost.toMillis());
    }

    /** Whether it has ended because it was fenced. */
    boolean isFenced() {
        return fenced;
    }

    /** Why it neither writes nor waits until something is due, or null. */
    @Nullable
    String unreadiness() {
        if (fenced) {
            return FENCED;
        }
        if (!stopping && thread.getState() == Thread.State.TERMINATED) {
            return "its thread has ended";
        }
        return inCall && System.nanoTime() - callNanos > MAX_CALL_NANOS ? "the brokers do not answer" : failure;
    }

    /** How many numbers of the bank are due and not passed, or 0 while it is not known where the lane is. */
    long lag() {
        return lastNumber == UNKNOWN ? 0 : Math.max(0, pace.get().lastDue(nowMicros.getAsLong()) - behind - lastNumber);
    }

    @Override
    public void run() {
        while (!stopping) {
            try {
                writeFromLastCommitted();
                return;
            } catch (InterruptException e) {
                return;
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                counts.fenced.increment();
                fenced = true;
                return;
            } catch (RuntimeException | Error e) {
                counts.recoveries.increment();
                fail(Reason.of(e));
            }
            if (!waits(RETRY_MILLIS)) {
                return;
            }
        }
    }

    private void writeFromLastCommitted() {
        Producer<byte[], byte[]> producer = clients.producer(lane);
        boolean ended = false;
        try {
            call(producer::initTransactions);
            LastRecord[] last = new LastRecord[2];
            call(() -> {
                last[0] = clients.lastTransaction(lane);
                last[1] = clients.lastLabel(lane);
            });
            new Writing(producer, last[0], last[1]).untilStopped();
            ended = true;
        } finally {
            producer.close(ended ? GRACEFUL_CLOSE : Duration.ZERO);
        }
    }

    private void fail(String reason) {
        if (!reason.equals(failure)) {
            LOG.warnf("Lane %d begins again after its last committed record: %s", lane, reason);
            failure = reason;
        }
    }

    /** Runs a call of the client, which may wait for the brokers. */
    private void call(Runnable call) {
        callNanos = System.nanoTime();
        inCall = true;
        try {
            call.run();
        } finally {
            inCall = false;
        }
    }

    /** Returns false if it was interrupted. */
    private static boolean waits(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** From the last committed record to the end or a failure. */
    private final class Writing {

        private final Producer<byte[], byte[]> producer;
        private final LaneSource transactions;

        /**
         * The same transactions once more, behind by the delay of labels, so that none is kept in memory. Null if labels have
         * no delay, or are not written.
         */
        private final @Nullable LaneSource labelled;

        /** The labels of the transactions of the open Kafka transaction. */
        private final List<Label> open = new ArrayList<>();

        private long openLabels;

        /** What was left out and is not yet in the header of a committed record. */
        private long openSkipped;

        Writing(Producer<byte[], byte[]> producer, LastRecord lastTransaction, LastRecord lastLabel) {
            this.producer = producer;
            Pace current = pace.get();
            // As the owner before was, which has counted it.
            behind = catchUp ? 0 : lastTransaction.behind();
            // Without a record that was kept, nothing of what was due before can be repeated.
            long first = lastTransaction.isExpired() ? due(current) : lastTransaction.number();
            transactions = new LaneSource(recipe, lane, first, recipe.extended());
            boolean expired = lastTransaction.isExpired() || lastLabel.isExpired();
            labelled = recipe.labels() && recipe.labelDelayMicros() > 0
                    ? new LaneSource(recipe, lane, expired ? first : lastLabel.number(), false)
                    : null;
            lastNumber = first;
            LOG.infof("Lane %d continues after transaction %d", lane, first);
        }

        void untilStopped() {
            long committedMicros = 0;
            while (!stopping) {
                Pace current = pace.get();
                align(current);
                long now = nowMicros.getAsLong();
                long waitMicros =
                        Math.max(current.dueMicros(lastNumber + behind + 1), committedMicros + commitMicros) - now;
                if (waitMicros > 0) {
                    failure = null;
                    if (!waits(Math.min(MAX_WAIT_MILLIS, waitMicros / MICROS_PER_MILLI + 1))) {
                        return;
                    }
                } else {
                    committedMicros = now;
                    call(() -> write(current, due(current), now + MAX_OPEN_MICROS));
                    failure = null;
                }
            }
        }

        private long due(Pace current) {
            return current.lastDue(nowMicros.getAsLong()) - behind;
        }

        /**
         * Leaves out what is late by more than a second: the lane is behind by that from now on. It is ahead for good, and
         * does not stop, if it wrote more than a second ahead of a pace that has just become slower.
         */
        private void align(Pace current) {
            long due = due(current);
            long slack = current.perSecond();
            if (lastNumber - due > slack) {
                shift(due - lastNumber);
            } else if (due - lastNumber > slack && !catchUp) {
                // Numbers of other lanes are not late.
                Row next = transactions.peek(Math.min(due, lastNumber + MAX_NUMBERS_OF_OTHERS));
                lastNumber = next == null
                        ? transactions.lastNumber()
                        : next.transaction().number() - 1;
                long late = due - lastNumber - slack;
                if (late > 0) {
                    shift(late);
                    openSkipped += late;
                }
            }
        }

        /** Only this thread does. */
        private void shift(long numbers) {
            long now = behind;
            behind = now + numbers;
        }

        private void write(Pace current, long upTo, long untilMicros) {
            Row row = transactions.peek(upTo);
            while (row != null) {
                long dueMicros = current.dueMicros(row.transaction().number() + behind);
                begin();
                send(records.transaction(row, dueMicros, behind));
                open.add(row.label());
                transactions.remove();
                if (recipe.labels()) {
                    writeLabels(row, dueMicros);
                }
                row = nowMicros.getAsLong() < untilMicros ? transactions.peek(upTo) : null;
            }
            commit();
            lastNumber = transactions.lastNumber();
        }

        /** Writes the labels that are known at the time of a transaction, which may be its own. */
        private void writeLabels(Row now, long dueMicros) {
            LaneSource source = labelled;
            if (source == null) {
                send(records.label(now, dueMicros));
                openLabels++;
                return;
            }
            long knownFrom = now.transaction().timestampMicros() - recipe.labelDelayMicros();
            Row row = source.peek(now.transaction().number());
            while (row != null && row.transaction().timestampMicros() <= knownFrom) {
                send(records.label(row, dueMicros));
                openLabels++;
                source.remove();
                row = source.peek(now.transaction().number());
            }
        }

        // If a record fails, so does the commit.
        @SuppressWarnings("FutureReturnValueIgnored")
        private void send(ProducerRecord<byte[], byte[]> record) {
            producer.send(record);
        }

        private void begin() {
            if (open.isEmpty()) {
                producer.beginTransaction();
            }
        }

        private void commit() {
            if (!open.isEmpty()) {
                producer.commitTransaction();
                counts.committed(open, openLabels, openSkipped);
                open.clear();
                openSkipped = 0;
                openLabels = 0;
            }
        }
    }
}
