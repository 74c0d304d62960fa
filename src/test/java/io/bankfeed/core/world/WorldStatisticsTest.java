package io.bankfeed.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.world.Worlds.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shares of fraud, and what distinguishes accounts, over 12 days at the greatest difficulty. */
final class WorldStatisticsTest {

    private static final double FRAUD_RATE = 0.05;
    private static final int COUNT = 240_000;
    private static final Set<String> LONG = Set.of("structuring", "cycle");
    private static final double SIX_HOURS = 6 * 3600e6;

    private static final List<Row> ROWS = Worlds.draw(new World(Worlds.spec(1)), 0, COUNT);

    @Test
    void everyDayHasItsShareOfFraud() {
        Map<Long, Double> shares = ROWS.stream()
                .collect(Collectors.groupingBy(
                        row -> BankTime.dayOf(row.transaction().timestampMicros()),
                        Collectors.averagingDouble(row -> row.label().isFraud() ? 1 : 0)));

        assertThat(shares).hasSizeBetween(12, 13);
        shares.remove(BankTime.dayOf(Worlds.START) + 12);
        assertThat(shares.values())
                .allSatisfy(share -> assertThat(share).isCloseTo(FRAUD_RATE, offset(0.15 * FRAUD_RATE)));
        assertThat(share(row -> row.label().isFraud())).isCloseTo(FRAUD_RATE, offset(0.02 * FRAUD_RATE));
    }

    @Test
    void mixOfFraudTypesIsAsConfigured() {
        Worlds.WEIGHTS.forEach((type, weight) -> assertThat(
                        share(row -> row.label().fraudType().equals(type))
                                / share(row -> row.label().isFraud()))
                .isCloseTo(weight / 100, offset(0.01)));
    }

    @Test
    void noAccountIsMostlyFraudulent() {
        assertThat(byAccount(row -> true).values())
                .filteredOn(rows -> rows.size() >= 10)
                .allMatch(rows ->
                        rows.stream().filter(row -> row.label().isFraud()).count() < 0.5 * rows.size());
    }

    @Test
    void scenariosAreBursts() {
        Map<Long, List<Row>> scenarios = ROWS.stream()
                .filter(row ->
                        row.label().isFraud() && !LONG.contains(stepOf(row).type()))
                .collect(Collectors.groupingBy(row -> stepOf(row).scenario()));
        Map<String, List<Double>> soon = scenarios.values().stream()
                .filter(rows -> rows.size() > 1)
                .collect(Collectors.groupingBy(
                        rows -> stepOf(rows.get(0)).type(),
                        Collectors.flatMapping(
                                rows -> gaps(rows).stream().map(gap -> gap < SIX_HOURS ? 1.0 : 0),
                                Collectors.toList())));

        assertThat(soon).hasSize(8);
        soon.forEach((type, gaps) -> assertThat(
                        gaps.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .as(type)
                .isGreaterThanOrEqualTo(0.6));
    }

    @Test
    void stepsAreNumberedInTheOrderOfTime() {
        Map<Long, List<Row>> scenarios = ROWS.stream()
                .filter(row -> row.label().step() != null)
                .collect(Collectors.groupingBy(row -> stepOf(row).scenario()));

        scenarios.values().forEach(rows -> {
            int first = stepOf(rows.get(0)).step();
            for (int i = 0; i < rows.size(); i++) {
                ScenarioStep step = stepOf(rows.get(i));
                assertThat(step.step()).isEqualTo(first + i).isBetween(1, step.steps());
                assertThat(step.remainingMicros() == 0).isEqualTo(step.step() == step.steps());
            }
        });
    }

    @Test
    void accountsHaveLevelsOfTheirOwn() {
        Map<Integer, List<Row>> accounts = byAccount(row -> !row.label().isFraud());
        List<Row> honest = accounts.values().stream().flatMap(List::stream).toList();
        double mean = meanLogAmount(honest);
        double between = 0;
        double within = 0;
        for (List<Row> rows : accounts.values()) {
            double own = meanLogAmount(rows);
            between += rows.size() * square(own - mean);
            within += rows.stream()
                    .mapToDouble(row -> square(logAmount(row) - own))
                    .sum();
        }
        between /= accounts.size() - 1;
        within /= honest.size() - accounts.size();
        double perAccount = (double) honest.size() / accounts.size();

        // The share of the variance that is between accounts: the intraclass correlation.
        assertThat((between - within) / (between + (perAccount - 1) * within)).isBetween(0.3, 0.5);
    }

    @Test
    void busiestAccountsHaveTheirShareAndTheCountFitsTheTraffic() {
        Map<Integer, List<Row>> accounts = byAccount(row -> !row.label().isFraud());
        List<Integer> sizes =
                accounts.values().stream().map(List::size).sorted().toList();
        double top = sizes.subList(sizes.size() - sizes.size() / 100, sizes.size()).stream()
                .mapToInt(Integer::intValue)
                .sum();

        assertThat(top / sizes.stream().mapToInt(Integer::intValue).sum()).isBetween(0.05, 0.12);
        assertThat(correlation(accounts.values())).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void nobodyChangesCityTwiceWithinAnHour() {
        long changes = 0;
        long near = 0;
        for (List<Row> rows : byAccount(row -> !row.label().isFraud()).values()) {
            for (int i = 1; i < rows.size(); i++) {
                Transaction before = rows.get(i - 1).transaction();
                Transaction one = rows.get(i).transaction();
                if (one.timestampMicros() - before.timestampMicros() < 3600e6) {
                    near++;
                    changes += one.location() == before.location() ? 0 : 1;
                }
            }
        }

        assertThat((double) changes / near).isLessThanOrEqualTo(0.005);
    }

    private static double correlation(Iterable<List<Row>> accounts) {
        double n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (List<Row> rows : accounts) {
            double told = rows.get(0).transaction().numTransactions();
            n++;
            x += told;
            y += rows.size();
            xx += told * told;
            yy += (double) rows.size() * rows.size();
            xy += told * rows.size();
        }
        return (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
    }

    private static Map<Integer, List<Row>> byAccount(Predicate<Row> which) {
        return ROWS.stream()
                .filter(which)
                .collect(Collectors.groupingBy(row -> row.transaction().accountNumber()));
    }

    private static List<Double> gaps(List<Row> rows) {
        List<Double> gaps = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            gaps.add((double) (rows.get(i).transaction().timestampMicros()
                    - rows.get(i - 1).transaction().timestampMicros()));
        }
        return gaps;
    }

    private static ScenarioStep stepOf(Row row) {
        return row.label().step();
    }

    private static double share(Predicate<Row> which) {
        return (double) ROWS.stream().filter(which).count() / COUNT;
    }

    private static double meanLogAmount(List<Row> rows) {
        return rows.stream()
                .mapToDouble(WorldStatisticsTest::logAmount)
                .average()
                .orElseThrow();
    }

    private static double logAmount(Row row) {
        return Math.log(row.transaction().amountVnd());
    }

    private static double square(double x) {
        return x * x;
    }
}
