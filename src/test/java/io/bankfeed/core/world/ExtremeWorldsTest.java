package io.bankfeed.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates, weights, sizes and paces at the ends of their ranges. */
final class ExtremeWorldsTest {

    private static final double FRAUD = 0.05;

    @Test
    void noneIsFraud() {
        assertThat(types(Worlds.spec(1, 0, 4000, Worlds.START, 1), 1000)).containsOnly("normal");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 1})
    void allIsFraud(double difficulty) {
        List<Worlds.Row> rows = Worlds.draw(new World(Worlds.spec(difficulty, 1, 4000, Worlds.START, 1)), 0, 3000);

        assertThat(rows).allMatch(row -> row.label().isFraud());
        assertThat(rows.stream().map(row -> row.label().fraudType()).distinct()).hasSize(4);
    }

    @Test
    void almostAllIsFraud() {
        long fraud = Worlds.draw(new World(Worlds.spec(1, 0.9, 4000, Worlds.START, 1)), 0, 20_000).stream()
                .filter(row -> row.label().isFraud())
                .count();

        assertThat(fraud / 20_000.0).isBetween(0.88, 0.92);
    }

    @Test
    void oneFraudTypeAlone() {
        Map<String, Double> weights = new HashMap<>();
        Worlds.WEIGHTS.keySet().forEach(type -> weights.put(type, 0.0));
        weights.put("fee_manipulation", 0.001);
        WorldSpec spec = Worlds.spec(1, 0.5, 4000, Worlds.START, 1, weights, Map.of());

        assertThat(types(spec, 1000)).containsExactlyInAnyOrder("normal", "fee_manipulation");
    }

    @Test
    void weightOfScenarioMayBeZero() {
        WorldSpec spec = Worlds.spec(
                1, 0.5, 4000, Worlds.START, 1, Worlds.WEIGHTS, Map.of("takeover", 0.0, "cycle", 0.0, "fan_in", 1000.0));
        Set<String> scenarios = Worlds.draw(new World(spec), 0, 5000).stream()
                .filter(row -> row.label().step() != null)
                .map(row -> row.label().step().type())
                .collect(Collectors.toSet());

        assertThat(scenarios).contains("fan_in", "payment_scam").doesNotContain("takeover", "cycle");
    }

    @Test
    void weightsOfScenariosMayAllBeZeroIfTheirTypeHasNone() {
        WorldSpec spec = Worlds.spec(
                1,
                0.5,
                4000,
                Worlds.START,
                1,
                Map.of("money_laundering", 1.0, "account_takeover", 0.0),
                Map.of("takeover", 0.0, "payment_scam", 0.0));

        assertThat(types(spec, 1000)).containsExactlyInAnyOrder("normal", "money_laundering");
    }

    @Test
    void badWeightsAreRefused() {
        assertRefused(Map.of("money_laundering", 0.0), Map.of(), "must be over 0");
        assertRefused(Map.of(), Map.of(), "must be over 0");
        assertRefused(Map.of("loan_fraud", -1.0), Map.of(), "at least 0, but was -1.0");
        assertRefused(Map.of("loan_fraud", Double.NaN), Map.of(), "at least 0, but was NaN");
        assertRefused(Map.of("loan", 1.0), Map.of(), "no fraud type \"loan\"; there are account_takeover, ");
        assertRefused(Worlds.WEIGHTS, Map.of("smurfing", 1.0), "no scenario \"smurfing\"; there are takeover, ");
        assertRefused(Worlds.WEIGHTS, Map.of("bust_out", 0.0), "the scenarios of loan_fraud must be over 0");
        assertRefused(Worlds.WEIGHTS, Map.of("takeover", Double.POSITIVE_INFINITY), "but was Infinity");
    }

    @Test
    void badSpecsAreRefused() {
        for (double difficulty : new double[] {0, -0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> Worlds.spec(difficulty)).hasMessageContaining("over 0 and at most 1");
        }
        for (double rate : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> Worlds.spec(1, rate, 4000, Worlds.START, 1))
                    .hasMessageContaining("from 0 to 1");
        }
        assertThatThrownBy(() -> Worlds.spec(1, FRAUD, 4000, Worlds.START, 0)).hasMessageContaining("positive");
    }

    @ParameterizedTest
    @CsvSource({"0.001, 100, 1", "1, 100, 1", "1, 101, 5", "1, 100, 0.0001", "1, 4000, 0.0001", "1, 4000, 100000"})
    void smallBanksAndAllPacesWork(double difficulty, int accounts, double perSecond) {
        World world = new World(Worlds.spec(difficulty, FRAUD, accounts, Worlds.START, perSecond));
        List<Worlds.Row> rows = Worlds.draw(world, 0, 2000);

        assertThat(rows).extracting(row -> row.transaction().timestampMicros()).isSorted();
        double seconds = (rows.get(1999).transaction().timestampMicros() - Worlds.START) / 1e6;
        // Fraud prefers the night, and it opens at midnight, when there is less traffic.
        assertThat(2000 / seconds / perSecond).isBetween(0.2, 1.5);
        assertThat(rows.stream().filter(row -> row.label().isFraud()).count()).isBetween(40L, 600L);
    }

    @Test
    void hardlyAnyFraudAtTheSlowestPace() {
        World world = new World(Worlds.spec(1, 1e-9, 4000, Worlds.START, 0.0001));

        assertThat(Worlds.draw(world, 100_000, 100))
                .noneMatch(row -> row.label().isFraud());
        assertThat(world.indexAt(world.timeOf(100_000))).isEqualTo(100_000);
    }

    private static Set<String> types(WorldSpec spec, int count) {
        return Worlds.draw(new World(spec), 0, count).stream()
                .map(row -> row.label().fraudType())
                .collect(Collectors.toSet());
    }

    private static void assertRefused(
            Map<String, Double> fraudWeights, Map<String, Double> scenarioWeights, String message) {
        WorldSpec spec = Worlds.spec(1, FRAUD, 4000, Worlds.START, 1, fraudWeights, scenarioWeights);
        assertThatThrownBy(() -> new World(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
