package io.bankfeed.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.scenario.Drift;
import io.bankfeed.core.transaction.BankTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {

    private static final long NOW = BankTime.parse("2026-11-22T10:00");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cuont=5 | there is no option \"cuont\": the nearest is \"count\"",
                "fraud_rates=5 | there is no option \"fraud_rates\": the options are count, offset",
                "path=/tmp | there is no option \"path\": the options are count, offset",
                "count=0 | count must be a whole number from 1 to 9007199254740992, but was \"0\"",
                "count=-1 | count must be a whole number from 1 to 9007199254740992, but was \"-1\"",
                "count=9007199254740993 | count must be a whole number from 1 to 9007199254740992",
                "count=1e9 | count must be a whole number from 1 to 9007199254740992, but was \"1e9\"",
                "count=many | count must be a whole number from 1 to 9007199254740992, but was \"many\"",
                "count= | count must be a whole number from 1 to 9007199254740992, but was \"\"",
                "offset=5 | start must be given with offset, because its default depends on the count",
                "offset=5 | rate must be given with offset",
                "offset=9007199254740992 | offset must be at most 9007199254740992 together with count",
                "seed=4x | seed must be a whole number from -9223372036854775808 to 9223372036854775807",
                "start=yesterday | start must be an ISO 8601 date or time from 1970 to 2200",
                "rate=0 | rate must be a number over 0 and at most 1000000, but was \"0\"",
                "rate=0.0000001 | start must be given, because the dataset would begin before 1970",
                "start=2026-01-01,rate=0.000000001 | rate must be high enough for the last transaction to happen",
                "fraud_injection_rate=1.5 | fraud_injection_rate must be a number from 0 to 1, but was \"1.5\"",
                "fraud_weights=loan:1 | fraud_weights must be names, each once, with weights of at least 0",
                "fraud_weights=loan_fraud:-1 | fraud_weights must be names, each once, with weights of at least 0",
                "difficulty=2 | difficulty must be a number from 0 to 1, or textbook (0), realistic (0.5) or hard (1)",
                "difficulty=hardest | difficulty must be a number from 0 to 1, or textbook",
                "scenario_weights=takeover:1 | scenario_weights requires a difficulty over 0",
                "difficulty=1,scenario_weights=bust_out:0 | must leave at least one scenario of each fraud type above 0",
                "difficulty=1,drift=soon:new-channel | drift must be dates, not before the start",
                "accounts=99 | accounts must be a whole number from 100 to 10000000, but was \"99\"",
                "first_account=-1 | first_account must be a whole number from 0 to 900000000",
                "fields=all | fields must be core or extended, but was \"all\"",
                "labels=yes | labels must be false, true or full, but was \"yes\"",
                "report_recall=2 | report_recall must be a number from 0 to 1, but was \"2\"",
                "partitions=0 | partitions must be a whole number from 1 to 10000, but was \"0\"",
                "partitions=10001 | partitions must be a whole number from 1 to 10000, but was \"10001\"",
            })
    void invalidOptionsAreRefusedWithWhatIsAllowed(String options, String message) {
        assertThatThrownBy(() -> read(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Options of bankfeed: ")
                .hasMessageContaining(message);
    }

    @Test
    void sparkShowsEveryError() {
        assertThatThrownBy(() -> Spark.SESSION
                        .read()
                        .format("bankfeed")
                        .option("COUNT", -1)
                        .option("Seeed", 1)
                        .load())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"seeed\": the nearest is \"seed\"")
                .hasMessageContaining("count must be");
    }

    @Test
    void defaultsAreThoseOfTheService() {
        Dataset dataset = read("seed=42");

        assertThat(dataset.count()).isEqualTo(1000);
        assertThat(dataset.offset()).isZero();
        assertThat(dataset.fields()).isEqualTo(RecordFields.CORE);
        assertThat(dataset.events().bank().accounts()).isEqualTo(4000);
        assertThat(dataset.events().bank().firstAccount()).isEqualTo(1000);
        assertThat(dataset.events().bank().fraudWeights())
                .isEqualTo(Map.of(
                        "money_laundering",
                        30.0,
                        "account_takeover",
                        25.0,
                        "loan_fraud",
                        25.0,
                        "fee_manipulation",
                        20.0));
        assertThat(dataset.events().fraudRate()).isEqualTo(0.05);
        assertThat(dataset.events().model().isTextbook()).isTrue();
        assertThat(dataset.events().perSecond()).isEqualTo(1000 / 86_400.0);
        assertThat(dataset.events().startMicros()).isEqualTo(BankTime.parse("2026-11-20"));
        assertThat(dataset.partitions()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void withoutAStartItEndsBeforeToday(double difficulty) {
        Dataset dataset = read("count=1000000,difficulty=" + difficulty);
        double days = 1_000_000 / dataset.events().perSecond() / 86_400;

        assertThat((NOW - dataset.events().startMicros()) / (double) BankTime.MICROS_PER_DAY)
                .isBetween(days, days + 5);
        assertThat(BankTime.microsOfDay(dataset.events().startMicros())).isZero();
    }

    @Test
    void optionsAreRead() {
        Dataset dataset = new DatasetReader(Map.of(
                        "Difficulty", "hard",
                        "start", "2026-01-01T08:00",
                        "scenario_weights", "takeover:1,payment_scam:3",
                        "drift", "2026-02-01:takeover-remote,2026-03-01:new-channel",
                        "fraud_weights", "loan_fraud:0",
                        "labels", "full",
                        "report_recall", "1",
                        "report_delay_days", "0",
                        "report_false_rate", "0"))
                .read(NOW);

        assertThat(dataset.events().model().difficulty()).isEqualTo(1);
        assertThat(dataset.events().model().scenarioWeights()).isEqualTo(Map.of("takeover", 1.0, "payment_scam", 3.0));
        assertThat(dataset.events().model().drifts().days()).containsOnlyKeys(Drift.TAKEOVER_REMOTE, Drift.NEW_CHANNEL);
        assertThat(dataset.events().bank().fraudWeights()).containsEntry("loan_fraud", 0.0);
        assertThat(dataset.fields()).isEqualTo(new RecordFields(false, LabelFields.FULL));
        assertThat(dataset.reports().recall()).isEqualTo(1);
        assertThat(dataset.reports().delayDays()).isZero();
        assertThat(dataset.reports().falseRate()).isZero();
    }

    @Test
    void itsOptionsGiveTheSameDatasetOnAnotherDay() {
        Dataset dataset = read("count=5000,difficulty=hard");

        assertThat(new DatasetReader(dataset.options()).read(NOW + 9 * BankTime.MICROS_PER_DAY))
                .isEqualTo(dataset);
    }

    private static Dataset read(String options) {
        Map<String, String> map = new HashMap<>();
        for (String option : options.split(",(?=[a-z_]+=)")) {
            map.put(option.split("=")[0], option.substring(option.indexOf('=') + 1));
        }
        return new DatasetReader(map).read(NOW);
    }
}
