package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.transaction.BankTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The transactions of one scenario in the order of time. Immutable once it is complete. */
public final class Plan {

    /** The 5 minutes of the frequency. */
    private static final long WINDOW_MICROS = 300 * BankTime.MICROS_PER_SECOND;

    private final long number;
    private final long id;
    private final List<PlannedStep> steps = new ArrayList<>();

    Plan(long number, long id) {
        this.number = number;
        this.id = id;
    }

    /** The number of the scenario in its series. */
    long number() {
        return number;
    }

    /** Identifies the scenario within its world. */
    public long id() {
        return id;
    }

    /** The number of transactions. */
    public int size() {
        return steps.size();
    }

    /** The transaction at an index, from 0. */
    public PlannedStep step(int index) {
        return steps.get(index);
    }

    /** Microseconds from a transaction to the last one. */
    public long remainingMicros(int index) {
        return steps.get(steps.size() - 1).epochMicros() - steps.get(index).epochMicros();
    }

    /**
     * Adds a transaction.
     *
     * @param role the part that the account plays: lower-case letters, digits and underscores
     */
    PlannedStep add(Customer customer, long epochMicros, String role) {
        PlannedStep step = new PlannedStep(customer, epochMicros, role);
        steps.add(step);
        return step;
    }

    /**
     * Completes the plan: moves each time into the bounds, sorts by time, and lets an account have hidden transactions
     * only once in a window, where they would add up to more than honest accounts have.
     */
    void complete(long firstMicros, long lastMicros) {
        for (PlannedStep step : steps) {
            step.moveTo(Math.max(firstMicros, Math.min(lastMicros, step.epochMicros())));
        }
        steps.sort(Comparator.comparingLong(PlannedStep::epochMicros));
        for (int i = 1; i < steps.size(); i++) {
            if (mayHaveHiddenBefore(i)) {
                steps.get(i).withHidden(0);
            }
        }
    }

    private boolean mayHaveHiddenBefore(int index) {
        PlannedStep step = steps.get(index);
        for (int i = index - 1; i >= 0; i--) {
            PlannedStep before = steps.get(i);
            if (before.epochMicros() <= step.epochMicros() - WINDOW_MICROS) {
                return false;
            }
            if (before.hidden() != 0
                    && before.customer().account().slot()
                            == step.customer().account().slot()) {
                return true;
            }
        }
        return false;
    }
}
