package io.bankfeed.core.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.ReportSettings;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.Transaction;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportingTest {

    private static final int SOME = 100_000;
    private static final Label FRAUD = new Label("loan_fraud");
    private static final double DAY = BankTime.MICROS_PER_DAY;

    private final FraudReports reports = new Reporting(42, ReportSettings.DEFAULT);

    @Test
    void shareOfFraudIsReported() {
        assertThat(share(reports, FRAUD)).isCloseTo(0.7, offset(0.005));
    }

    @Test
    void someHonestTransactionsAreReported() {
        assertThat(share(reports, Label.NORMAL)).isCloseTo(0.002, offset(0.0005));
    }

    @Test
    void delayIsLogNormalWithTheMedianConfigured() {
        for (Label label : new Label[] {FRAUD, Label.NORMAL}) {
            FraudReports all = new Reporting(7, new ReportSettings(1, 3, 1));
            double[] delays = LongStream.rangeClosed(1, SOME)
                    .mapToDouble(number -> delay(all, number, label))
                    .sorted()
                    .toArray();

            assertThat(Arrays.stream(delays).allMatch(delay -> delay > 0)).isTrue();
            assertThat(delays[SOME / 2] / DAY).isCloseTo(3, offset(0.06));
            // One standard deviation of the logarithm, which is 1, on either side.
            assertThat(delays[(int) (0.8413 * SOME)] / DAY).isCloseTo(3 * Math.E, offset(0.2));
            assertThat(delays[(int) (0.1587 * SOME)] / DAY).isCloseTo(3 / Math.E, offset(0.04));
        }
    }

    @Test
    void fraudOfAScenarioIsReportedAtOneMomentAfterItsEnd() {
        int reported = 0;
        for (int scenario = 0; scenario < 1000; scenario++) {
            long end = 1_800_000_000_000_000L + scenario;
            long first = reports.reportedAtMicros(transaction(scenario * 7L + 1, end - 500), label(scenario, 500));
            long last = reports.reportedAtMicros(transaction(scenario * 7L + 2, end), label(scenario, 0));

            assertThat(last).isEqualTo(first);
            assertThat(last).isGreaterThan(end);
            reported += last == FraudReports.NEVER ? 0 : 1;
        }
        assertThat(reported).isBetween(640, 760);
    }

    @Test
    void honestTransactionsOfAScenarioAreNotReportedWithIt() {
        Label preparation = new Label("normal", new ScenarioStep(5, "bust_out", 1, 9, "borrower", 1000));

        assertThat(share(new Reporting(1, new ReportSettings(1, 3, 0)), preparation))
                .isZero();
        assertThat(share(reports, preparation)).isCloseTo(0.002, offset(0.0005));
    }

    @Test
    void withoutADelayReportsAreImmediate() {
        FraudReports immediate = new Reporting(42, new ReportSettings(1, 0, 1));

        for (int number = 1; number <= 1000; number++) {
            assertThat(delay(immediate, number, FRAUD)).isZero();
            assertThat(delay(immediate, number, Label.NORMAL)).isZero();
        }
        assertThat(immediate.reportedAtMicros(transaction(1, 1000), label(3, 77)))
                .isEqualTo(1077);
    }

    @Test
    void nothingIsReportedWithoutRecallAndFalseRate() {
        FraudReports none = new Reporting(42, new ReportSettings(0, 3, 0));

        assertThat(share(none, FRAUD)).isZero();
        assertThat(share(none, label(3, 0))).isZero();
        assertThat(share(none, Label.NORMAL)).isZero();
    }

    /** A changed value changes the labels of every user. */
    @Test
    void reportsOfASeedStayTheSame() {
        FraudReports other = new Reporting(43, ReportSettings.DEFAULT);

        assertThat(LongStream.rangeClosed(1, 4).map(number -> reports.reportedAtMicros(transaction(number, 0), FRAUD)))
                .containsExactly(336854325119L, 120623774035L, 662552752169L, FraudReports.NEVER);
        assertThat(LongStream.rangeClosed(1, 4).map(number -> other.reportedAtMicros(transaction(number, 0), FRAUD)))
                .containsExactly(396135563280L, 944845345422L, 555863525733L, 895616241159L);
        assertThat(LongStream.rangeClosed(1, 4)
                        .map(number -> reports.reportedAtMicros(transaction(1, 0), label(number, 1000))))
                .containsExactly(234336996228L, 242230209943L, 282307992549L, 111431952716L);
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 3, 0", "1.1, 3, 0", "NaN, 3, 0", "0, -1, 0", "0, 366, 0", "0, NaN, 0", "0, 3, -1", "0, 3, NaN"})
    void settingsOutOfRangeAreRefused(double recall, double delayDays, double falseRate) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportSettings(recall, delayDays, falseRate));
    }

    private static double share(FraudReports reports, Label label) {
        return (double) LongStream.rangeClosed(1, SOME)
                        .filter(number -> reports.reportedAtMicros(transaction(number, 0), label) != FraudReports.NEVER)
                        .count()
                / SOME;
    }

    private static double delay(FraudReports reports, long number, Label label) {
        long atMicros = 1_800_000_000_000_000L;
        return reports.reportedAtMicros(transaction(number, atMicros), label) - atMicros;
    }

    private static Label label(long scenario, long remainingMicros) {
        return new Label("loan_fraud", new ScenarioStep(scenario, "bust_out", 1, 2, "borrower", remainingMicros));
    }

    private static Transaction transaction(long number, long timestampMicros) {
        return new Transaction(number, 1, 1, 1, timestampMicros, Location.HUE, 1, false, 0, 1, 0, 1, false, 0, 0);
    }
}
