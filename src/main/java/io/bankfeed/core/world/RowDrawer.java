package io.bankfeed.core.world;

import io.bankfeed.core.bank.Account;
import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Customers;
import io.bankfeed.core.bank.Device;
import io.bankfeed.core.bank.FrequencyCounter;
import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.scenario.Plan;
import io.bankfeed.core.scenario.PlannedStep;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.TransactionSink;
import java.util.function.Predicate;

/** Draws transactions of a world. Not thread-safe, since it reuses a draft. */
// The core has no annotations for null, since it uses the JDK alone.
@SuppressWarnings("NullAway")
public final class RowDrawer {

    private final long key;
    private final Customers customers;
    private final Habits habits;
    private final Predicate<Account> wanted;
    private final FrequencyCounter frequencies;
    private final boolean payments;
    private final Draft draft = new Draft();

    /**
     * @param key the key of the random numbers of honest customers
     * @param wanted the accounts whose transactions are drawn
     * @param frequencies counts the transactions
     * @param payments whether transactions get their payments
     */
    RowDrawer(
            long key,
            Customers customers,
            Habits habits,
            Predicate<Account> wanted,
            FrequencyCounter frequencies,
            boolean payments) {
        this.key = Hash64.of(key, 1);
        this.customers = customers;
        this.habits = habits;
        this.wanted = wanted;
        this.frequencies = frequencies;
        this.payments = payments;
    }

    /**
     * Draws the transaction of a row, and counts it. Its number is the index of the row plus 1.
     *
     * @param stampMicros its time on the wire and in the activity, in microseconds since 1970-01-01T00:00Z
     * @param sink receives it, unless its account is not wanted
     * @return its label, or null if its account is not wanted
     */
    public Label draw(WorldRow row, long stampMicros, TransactionSink sink) {
        Label label = row.scenarioRow() == null
                ? drawHonest(row.honestNumber(), row.epochMicros())
                : drawStep(row.scenarioRow());
        if (label == null) {
            return null;
        }
        int frequency = frequencies.record(draft.customer.account().slot(), stampMicros, draft.activity());
        sink.accept(draft.transaction(row.index() + 1, stampMicros, frequency, payments), label);
        return label;
    }

    private Label drawHonest(long honestNumber, long epochMicros) {
        KeyedRandom random = new KeyedRandom(key, honestNumber);
        Customer customer = customers.drawAt(BankTime.hourOf(epochMicros), random);
        if (!wanted.test(customer.account())) {
            return null;
        }
        draw(customer, epochMicros, random);
        return Label.NORMAL;
    }

    private Label drawStep(ScenarioRow row) {
        Plan plan = row.series().plan(row.number());
        PlannedStep step = plan.step(row.step());
        if (!wanted.test(step.customer().account())) {
            return null;
        }
        draw(step.customer(), row.epochMicros(), row.series().random(row.number(), row.step()));
        apply(step);
        return new Label(
                step.isFraud() ? row.series().scenario().fraudType() : Label.NORMAL.fraudType(),
                new ScenarioStep(
                        plan.id(),
                        row.series().scenario().name(),
                        row.step() + 1,
                        plan.size(),
                        step.role(),
                        plan.remainingMicros(row.step())));
    }

    private void draw(Customer customer, long epochMicros, KeyedRandom random) {
        habits.draw(draft, customer, epochMicros, random);
        if (payments) {
            habits.drawPayment(draft, random);
        }
    }

    /** What the scenario sets takes the place of the habit. */
    private void apply(PlannedStep step) {
        if (!Double.isNaN(step.amountVnd())) {
            draft.amountVnd = step.amountVnd();
        }
        if (step.type() != null) {
            draft.type = step.type();
            draft.channel = step.channel();
        }
        if (step.payee() != null) {
            draft.payee = step.payee();
        }
        if (step.location() != null) {
            draft.location = step.location();
        }
        if (step.newDevice() != 0) {
            draft.device = new Device(step.newDevice(), true);
        }
        if (step.biometricFailures() >= 0) {
            draft.biometricFailures = step.biometricFailures();
        }
        if (step.hidden() >= 0) {
            draft.hidden = step.hidden();
        }
        if (!Double.isNaN(step.feeShare())) {
            draft.feeShare = step.feeShare();
        }
    }
}
