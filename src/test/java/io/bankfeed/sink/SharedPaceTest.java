package io.bankfeed.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.settings.Settings;
import io.bankfeed.settings.SettingsAtStart;
import io.bankfeed.settings.SettingsInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SharedPaceTest {

    private static final long NOW = 1_800_000_000_000_000L;

    private final SettingsInForce settings = SettingsAtStart.of(Map.of("bankfeed.batch-size", "5"));
    private final SharedPace pace = new SharedPace(settings, () -> NOW);

    SharedPaceTest() {
        settings.onChange(pace::follow);
    }

    @Test
    void aBankBeginsWithTheSettings() {
        Pace first = pace.initial();

        assertThat(first.hasSettingsOf(settings.current())).isTrue();
        assertThat(first)
                .extracting(Pace::running, Pace::number, Pace::atMicros)
                .containsExactly(true, 0L, NOW);
    }

    @Test
    void nothingIsWantedBeforeThePaceIsKnown() {
        pace.request(false);
        settings.change(current -> withBatchSize(current, 7));

        assertThat(pace.latest()).isNull();
        assertThat(pace.requested()).isNull();
    }

    @Test
    void settingsFollowThePaceOfTheTopic() {
        pace.update(new Pace(true, 0.5, 20, 0, NOW), null);

        assertThat(settings.current().frequencySeconds()).isEqualTo(0.5);
        assertThat(settings.current().batchSize()).isEqualTo(20);
        assertThat(pace.requested()).isNull();
    }

    @Test
    void changedSettingsAreWantedUntilTheyAreWritten() {
        Pace known = new Pace(true, 1, 5, 0, NOW - 2_000_000);
        pace.update(known, null);

        settings.change(current -> withBatchSize(current, 7));
        Pace wanted = pace.requested();

        assertThat(wanted).isEqualTo(new Pace(true, 1, 7, 10, NOW));
        assertThat(pace.latest()).isEqualTo(wanted);
        assertThat(pace.committed()).isEqualTo(known);

        pace.update(wanted, wanted);

        assertThat(pace.requested()).isNull();
        assertThat(pace.committed()).isEqualTo(wanted);
        assertThat(settings.current().batchSize()).isEqualTo(7);
    }

    @Test
    void anotherReplicasPaceDoesNotReplaceWhatIsWantedHere() {
        pace.update(new Pace(true, 1, 5, 0, NOW), null);
        pace.request(false);
        settings.change(current -> withBatchSize(current, 7));

        pace.update(new Pace(true, 1, 9, 0, NOW), null);

        assertThat(settings.current().batchSize()).isEqualTo(7);
        assertThat(pace.requested()).extracting(Pace::running, Pace::batchSize).containsExactly(false, 7);
    }

    @Test
    void wantingWhatIsSoChangesNothing() {
        pace.update(new Pace(true, 1, 5, 0, NOW), null);

        pace.request(true);
        settings.change(current -> current);

        assertThat(pace.requested()).isNull();
    }

    @Test
    void checksKnowThatThePaceChangesTheSettings() {
        List<Boolean> updating = new ArrayList<>();
        settings.beforeChange(changed -> updating.add(pace.isUpdatingSettings()));

        pace.update(new Pace(true, 1, 9, 0, NOW), null);
        settings.change(current -> withBatchSize(current, 7));

        assertThat(updating).containsExactly(true, false);
    }

    private static Settings withBatchSize(Settings settings, int batchSize) {
        return new Settings(
                settings.frequencySeconds(),
                settings.fraudInjectionRate(),
                batchSize,
                settings.labelDelaySeconds(),
                settings.difficulty());
    }
}
