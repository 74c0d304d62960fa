package io.bankfeed.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.transaction.Channel;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DriftsTest {

    @Test
    void driftIsInEffectFromItsDayOn() {
        Drifts drifts = new Drifts(Map.of(Drift.NEW_CHANNEL, 20_000L));

        assertThat(drifts.has(Drift.NEW_CHANNEL, 19_999)).isFalse();
        assertThat(drifts.has(Drift.NEW_CHANNEL, 20_000)).isTrue();
        assertThat(drifts.has(Drift.TAKEOVER_REMOTE, 20_000)).isFalse();
        assertThat(Drifts.NONE.days()).isEmpty();
        assertThat(drifts)
                .isEqualTo(new Drifts(Map.of(Drift.NEW_CHANNEL, 20_000L)))
                .isNotEqualTo(Drifts.NONE);
    }

    @Test
    void namesOnTheWire() {
        assertThat(Stream.of(Drift.values()).map(Drift::wireName))
                .containsExactly("takeover-remote", "laundering-smaller", "new-channel");
    }

    @Test
    void scenariosBeforeTheDayAreUnchangedAndLaterOnesMoveToTheNewChannel() {
        Scenario scenario = Plans.scenario("takeover");
        ScenarioSeries without = Plans.series(scenario, 1);
        ScenarioSeries with =
                Plans.series(scenario, 1, Plans.PER_DAY, 4000, new Drifts(Map.of(Drift.NEW_CHANNEL, 20_468L)));

        for (long number = -50; number < 40; number++) {
            assertThat(with.plan(number).step(0).amountVnd())
                    .isEqualTo(without.plan(number).step(0).amountVnd());
            assertThat(with.plan(number).step(0).channel())
                    .isEqualTo(without.plan(number).step(0).channel());
        }
        for (long number = 60; number < 200; number++) {
            assertThat(with.plan(number).step(0).channel()).isEqualTo(Channel.INTERNET);
        }
    }
}
