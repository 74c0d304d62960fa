package io.bankfeed.scoring;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A detector's scores of pending transactions, and its sums. Guarded by the {@link Scoreboard}. */
final class Detector {

    /** Before the first score that is accepted, no transaction counts. */
    static final long NOTHING = Long.MAX_VALUE;

    /** A score of a pending transaction. */
    static final int BYTES_PER_SLOT = Integer.BYTES;

    private static final int SCORED = 1 << 30;
    private static final int JUDGED = 1 << 31;

    private final String name;
    private final int place;
    private final int capacity;
    private final int[] @Nullable [] slots;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);

    final Tally tally = new Tally();
    final DelayHistogram delays = new DelayHistogram();
    final Map<String, ScenarioTally> scenarios = new TreeMap<>();

    /** The number of the first transaction that counts. */
    long first = NOTHING;

    long firstMadeMicros;
    long covered;
    long judged;
    long unscored;
    long evicted;
    long blind;

    /**
     * @param place its place among the detectors, from 0 to 63
     * @param capacity the number of pending transactions
     */
    Detector(String name, int place, int capacity) {
        this.name = name;
        this.place = place;
        this.capacity = capacity;
        slots = new int[(capacity + PendingTransactions.SLOTS_PER_SEGMENT - 1) / PendingTransactions.SLOTS_PER_SEGMENT]
                [];
    }

    String name() {
        return name;
    }

    int place() {
        return place;
    }

    boolean covers(long number) {
        return number >= first;
    }

    void count(Outcome outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
    }

    long counted(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** Forgets the transaction whose slot a new one takes. */
    void clear(long number) {
        if (segment(number) != null) {
            set(number, 0);
        }
    }

    void score(long number, int bin) {
        set(number, SCORED | bin);
    }

    boolean isScored(long number) {
        return (get(number) & SCORED) != 0;
    }

    boolean isJudged(long number) {
        return (get(number) & JUDGED) != 0;
    }

    void setJudged(long number) {
        set(number, get(number) | JUDGED);
    }

    /** The bin of the score of a transaction; the lowest if it has none. */
    int bin(long number) {
        return get(number) & (SCORED - 1);
    }

    private int get(long number) {
        int[] segment = segment(number);
        return segment == null ? 0 : segment[indexOf(number)];
    }

    private void set(long number, int value) {
        int[] segment = segment(number);
        if (segment == null) {
            segment = new int[PendingTransactions.SLOTS_PER_SEGMENT];
            slots[(int) (number % capacity) / PendingTransactions.SLOTS_PER_SEGMENT] = segment;
        }
        segment[indexOf(number)] = value;
    }

    private int @Nullable [] segment(long number) {
        return slots[(int) (number % capacity) / PendingTransactions.SLOTS_PER_SEGMENT];
    }

    private int indexOf(long number) {
        return (int) (number % capacity) % PendingTransactions.SLOTS_PER_SEGMENT;
    }
}
