package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.BankCalendar;
import io.bankfeed.core.bank.Customers;
import io.bankfeed.core.bank.Payees;
import io.bankfeed.core.transaction.BankTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Scenarios of a bank with 4000 accounts that opened on 2026-01-05, five of each kind a day. */
final class Plans {

    static final long OPENED = BankTime.parse("2026-01-05");
    static final double PER_DAY = 5;

    /** So small a difficulty that every documented signal is shown. */
    static final double ALL_SIGNALS = 1e-12;

    private static final long SEED = 7;

    private Plans() {}

    static Scenario scenario(String name) {
        return Scenarios.ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static ScenarioSeries series(Scenario scenario, double difficulty) {
        return series(scenario, difficulty, PER_DAY, 4000, Drifts.NONE);
    }

    static ScenarioSeries series(Scenario scenario, double difficulty, double perDay, int accounts, Drifts drifts) {
        BankCalendar calendar = new BankCalendar();
        Customers customers = new Customers(SEED, accounts, 1000, difficulty);
        return new ScenarioSeries(
                scenario,
                SEED,
                Scenarios.ALL.indexOf(scenario),
                calendar.operationalTime(OPENED),
                perDay,
                new ScenarioWorld(difficulty, true, drifts, calendar, customers, new Payees(SEED, customers)));
    }

    /** The first plans of a kind, with or without all signals. */
    static Stream<Plan> of(String name, double difficulty, int count) {
        ScenarioSeries series = series(scenario(name), difficulty);
        return LongStream.range(0, count).mapToObj(series::plan);
    }

    static List<PlannedStep> steps(Plan plan) {
        return IntStream.range(0, plan.size()).mapToObj(plan::step).toList();
    }

    /** How many transactions over other channels an account has made in the 5 minutes before one of its steps, with it. */
    static int hiddenInTheLastFiveMinutes(List<PlannedStep> steps, PlannedStep now) {
        return steps.stream()
                .filter(step -> payer(step) == payer(now))
                .filter(step -> step.epochMicros() <= now.epochMicros()
                        && step.epochMicros() > now.epochMicros() - 300_000_000L)
                .mapToInt(step -> Math.max(0, step.hidden()))
                .sum();
    }

    /** The fraudulent steps of a plan. */
    static List<PlannedStep> fraud(Plan plan) {
        return steps(plan).stream().filter(PlannedStep::isFraud).toList();
    }

    static int payer(PlannedStep step) {
        return step.customer().account().number();
    }

    /** Minutes from each step to the next. */
    static List<Double> gapsMinutes(List<PlannedStep> steps) {
        List<Double> gaps = new ArrayList<>();
        for (int i = 1; i < steps.size(); i++) {
            gaps.add((steps.get(i).epochMicros() - steps.get(i - 1).epochMicros()) / 60e6);
        }
        return gaps;
    }

    static int hour(PlannedStep step) {
        return BankTime.hourOf(step.epochMicros());
    }
}
