package io.bankfeed.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.bank.BankCalendar;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Payment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all kinds of scenarios have in common. */
final class ScenarioTest {

    private static final int FEW_ACCOUNTS = 100;

    private final BankCalendar calendar = new BankCalendar();

    static Stream<String> names() {
        return Scenarios.ALL.stream().map(Scenario::name);
    }

    @Test
    void namesAreUniqueAndFitForTheWire() {
        assertThat(names()).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9_]+"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyBlockHasTheSameNumberOfRowsWithinTheBounds(String name) {
        Scenario scenario = Plans.scenario(name);
        ScenarioSeries series = Plans.series(scenario, 0.5);

        for (int block = -3; block < 3; block++) {
            Set<Integer> lengths = new HashSet<>();
            long rows = 0;
            for (long number = block * 64L; number < block * 64L + 64; number++) {
                Plan plan = series.plan(number);
                int fraud = Plans.fraud(plan).size();
                assertThat(plan.size() - fraud).isEqualTo(scenario.preparations());
                lengths.add(fraud);
                rows += plan.size();
            }
            assertThat((double) rows).isEqualTo(64 * ScenarioSeries.meanRows(scenario, true));
            assertThat(lengths)
                    .hasSize(scenario.maxRows() - scenario.minRows() + 1)
                    .allMatch(length -> length >= scenario.minRows() && length <= scenario.maxRows());
        }
    }

    /** Honest accounts have at most 30: more would tell fraud. */
    @ParameterizedTest
    @MethodSource("names")
    void transactionsOverOtherChannelsDoNotAddUp(String name) {
        Plans.of(name, Plans.ALL_SIGNALS, 1000)
                .map(Plans::steps)
                .forEach(steps ->
                        assertThat(steps).allMatch(step -> Plans.hiddenInTheLastFiveMinutes(steps, step) <= 30));
    }

    @ParameterizedTest
    @MethodSource("names")
    void stepsAreInTheOrderOfTimeWithinTheSpan(String name) {
        for (double difficulty : new double[] {Plans.ALL_SIGNALS, 1}) {
            Scenario scenario = Plans.scenario(name);
            ScenarioSeries series = Plans.series(scenario, difficulty);
            double opened = calendar.operationalTime(Plans.OPENED);

            // The last ones are around Tet of 2027.
            for (long number = -100; number < 2200; number++) {
                List<PlannedStep> steps = Plans.steps(series.plan(number));
                long first = steps.get(0).epochMicros();
                long last = steps.get(steps.size() - 1).epochMicros();
                double begin = opened + number / Plans.PER_DAY;

                assertThat(steps)
                        .extracting(PlannedStep::epochMicros)
                        .doesNotHaveDuplicates()
                        .isSorted();
                assertThat(first).isGreaterThanOrEqualTo(series.earliestMicros(number));
                assertThat(series.firstActive(last)).isLessThanOrEqualTo(number);
                // Not moved into the span, which would be later.
                assertThat(calendar.operationalTime(last)).isLessThan(begin + scenario.spanDays() + 2.5);
                assertThat(series.plan(number).remainingMicros(0)).isEqualTo(last - first);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void rowsBeforeTimeAreThoseOfAllPlans(String name) {
        ScenarioSeries series = Plans.series(Plans.scenario(name), 1);
        long[] times = LongStream.range(-300, 300)
                .flatMap(number -> Plans.steps(series.plan(number)).stream().mapToLong(PlannedStep::epochMicros))
                .sorted()
                .toArray();

        long from = Plans.OPENED;
        long before = series.rowsBefore(from);
        for (long until = from; until < from + 20 * BankTime.MICROS_PER_DAY; until += 17_000_000_001L) {
            long end = until;
            assertThat(series.rowsBefore(until) - before)
                    .isEqualTo(LongStream.of(times)
                            .filter(time -> time >= from && time < end)
                            .count());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void planDoesNotDependOnTheOrder(String name) {
        ScenarioSeries series = Plans.series(Plans.scenario(name), 1);
        List<String> inOrder = LongStream.range(-20, 20)
                .mapToObj(number -> text(series.plan(number)))
                .toList();
        ScenarioSeries again = Plans.series(Plans.scenario(name), 1);

        for (long number = 19; number >= -20; number--) {
            assertThat(text(again.plan(number))).isEqualTo(inOrder.get((int) number + 20));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void nobodyPaysItselfEvenInTheSmallestBank(String name) {
        ScenarioSeries series = Plans.series(Plans.scenario(name), 1, Plans.PER_DAY, FEW_ACCOUNTS, Drifts.NONE);

        for (long number = 0; number < 1000; number++) {
            assertThat(Plans.fraud(series.plan(number)))
                    .noneMatch(step -> step.payee().bank() == Payment.OWN_BANK
                            && step.payee().number() == Plans.payer(step));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"takeover", "payment_scam", "bust_out"})
    void sixInARowShareAMuleEightTimesOutOfTen(String name) {
        ScenarioSeries series = Plans.series(Plans.scenario(name), 1);
        int gangs = 2000;
        int mules = 0;
        for (int gang = -1000; gang < gangs - 1000; gang++) {
            Set<Payee> ofGang = new HashSet<>();
            for (int member = 0; member < 6; member++) {
                ofGang.add(Plans.steps(series.plan(6L * gang + member)).stream()
                        .filter(PlannedStep::isFraud)
                        .findFirst()
                        .orElseThrow()
                        .payee());
            }
            mules += ofGang.size();
        }

        // The mule of the gang, unless nobody uses it, and those of the members that have their own.
        assertThat((double) mules / gangs).isCloseTo(1 + 6 * 0.2, within(0.1));
    }

    @Test
    void idsAreUnique() {
        Set<Long> ids = new HashSet<>();
        for (Scenario scenario : Scenarios.ALL) {
            ScenarioSeries series = Plans.series(scenario, 1, 1e6, FEW_ACCOUNTS, Drifts.NONE);
            for (long number = -5000; number < 5000; number++) {
                ids.add(series.plan(number).id());
            }
        }

        assertThat(ids).hasSize(10_000 * Scenarios.ALL.size());
    }

    private static String text(Plan plan) {
        StringBuilder text = new StringBuilder().append(plan.id());
        for (PlannedStep step : Plans.steps(plan)) {
            text.append(' ')
                    .append(step.epochMicros())
                    .append(' ')
                    .append(Plans.payer(step))
                    .append(' ')
                    .append(step.amountVnd())
                    .append(' ')
                    .append(step.payee());
        }
        return text.toString();
    }
}
