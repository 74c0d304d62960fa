package io.bankfeed.core.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Transaction;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documented signals of each pattern, at different rates of fraud and of transactions. */
final class FraudSignalsTest {

    private static final Set<Integer> LAUNDERING_HOURS = Set.of(23, 0, 1, 2, 3);
    private static final Set<Integer> TAKEOVER_HOURS = Set.of(22, 23, 2, 3, 4);

    static Stream<Traffic> traffic() {
        return Stream.of(
                Traffic.spread(1), Traffic.spread(0.05), Traffic.tight(1), Traffic.tight(0.05), Traffic.large(1));
    }

    static Stream<EventTime> eventTime() {
        return Stream.of(
                EventTime.tenDays(1, Traffic.TRANSACTIONS),
                EventTime.tenDays(0.05, Traffic.TRANSACTIONS),
                EventTime.of(0.5, 2));
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void everyLiveTransactionHasTheSignalsOfItsPattern(Traffic traffic) {
        assertSignals(traffic.draw());
    }

    @ParameterizedTest
    @MethodSource("eventTime")
    void everyEventTimeTransactionHasTheSignalsOfItsPattern(EventTime traffic) {
        assertSignals(traffic.draw(Traffic.TRANSACTIONS));
    }

    private static void assertSignals(List<Drawn> all) {
        assertMoneyLaundering(all);
        assertAccountTakeover(all);
        assertLoanFraud(all);
        assertFeeManipulation(all);
    }

    private static void assertMoneyLaundering(List<Drawn> all) {
        Every every = new Every(all, "money_laundering");
        every.is("over 300 M to 1,000 M", t -> t.amountVnd() > 300_000_000 && t.amountVnd() <= 1_000_000_000);
        every.is("in an off-hour", t -> LAUNDERING_HOURS.contains(BankTime.hourOf(t.timestampMicros())));
        every.is("on a usual device", FraudSignalsTest::onUsualDevice);
        every.is("0 or 1 failures", t -> t.biometricFailureCount() <= 1);
        every.is("over 15 in 5 minutes", t -> t.frequency5min() > 15);
        every.is("200 to 800 a year", t -> t.numTransactions() >= 200 && t.numTransactions() <= 800);
        every.is("fees of 0.1 % of the deposits", FraudSignalsTest::usualFees);
        every.is("in a city", FraudSignalsTest::inACity);
        every.isPosted("within the last day", age -> age >= 0 && age < BankTime.MICROS_PER_DAY);
    }

    private static void assertAccountTakeover(List<Drawn> all) {
        Every every = new Every(all, "account_takeover");
        every.is("50 M to 500 M", t -> t.amountVnd() >= 50_000_000 && t.amountVnd() <= 500_000_000);
        every.is("in an off-hour", t -> TAKEOVER_HOURS.contains(BankTime.hourOf(t.timestampMicros())));
        every.is("on a new device 9xxxx", t -> onNewDevice(t, 9));
        every.is("3 to 5 failures", t -> t.biometricFailureCount() >= 3 && t.biometricFailureCount() <= 5);
        every.is("100 to 300 a year", t -> t.numTransactions() >= 100 && t.numTransactions() <= 300);
        every.is("fees of 0.1 % of the deposits", FraudSignalsTest::usualFees);
        every.isPosted("within the last day", age -> age >= 0 && age < BankTime.MICROS_PER_DAY);
    }

    private static void assertLoanFraud(List<Drawn> all) {
        Every every = new Every(all, "loan_fraud");
        every.is("100 M to 800 M", t -> t.amountVnd() >= 100_000_000 && t.amountVnd() <= 800_000_000);
        every.is("on a new device 8xxxx", t -> onNewDevice(t, 8));
        every.is("0 to 2 failures", t -> t.biometricFailureCount() <= 2);
        every.is(
                "loans over 500 M to 2,000 M",
                t -> t.totalLoansVnd() > 500_000_000 && t.totalLoansVnd() <= 2_000_000_000);
        every.is("1 to 49 a year", t -> t.numTransactions() >= 1 && t.numTransactions() <= 49);
        every.is("fees of 0.1 % of the deposits", FraudSignalsTest::usualFees);
        every.is("in a city", FraudSignalsTest::inACity);
        every.isPosted("now", age -> age == 0);
    }

    private static void assertFeeManipulation(List<Drawn> all) {
        Every every = new Every(all, "fee_manipulation");
        every.is("10,000 to 100,000", t -> t.amountVnd() >= 10_000 && t.amountVnd() <= 100_000);
        every.is("on a usual device", FraudSignalsTest::onUsualDevice);
        every.is("0 or 1 failures", t -> t.biometricFailureCount() <= 1);
        every.is("over 12 in 5 minutes", t -> t.frequency5min() > 12);
        every.is("300 to 1000 a year", t -> t.numTransactions() >= 300 && t.numTransactions() <= 1000);
        every.is("fees of 5 % of the amount", t -> Math.abs(t.feesVnd() - 0.05 * t.amountVnd()) <= 0.5);
        every.is("in a city", FraudSignalsTest::inACity);
        every.isPosted("now", age -> age == 0);
    }

    private static boolean onUsualDevice(Transaction transaction) {
        return !transaction.newDevice() && transaction.deviceNumber() >= 10_000 && transaction.deviceNumber() <= 49_999;
    }

    private static boolean onNewDevice(Transaction transaction, int firstDigit) {
        return transaction.newDevice() && transaction.deviceNumber() / 10_000 == firstDigit;
    }

    private static boolean usualFees(Transaction transaction) {
        return Math.abs(transaction.feesVnd() - transaction.totalDepositsVnd() / 1000.0) <= 0.5;
    }

    private static boolean inACity(Transaction transaction) {
        return Location.CITIES.contains(transaction.location());
    }

    /** All transactions of a pattern, of which there is at least one. */
    private record Every(List<Drawn> drawn) {

        Every(List<Drawn> all, String fraudType) {
            this(all.stream().filter(one -> one.is(fraudType)).toList());
            assertThat(drawn).as(fraudType).isNotEmpty();
        }

        void is(String signal, Predicate<Transaction> predicate) {
            assertThat(drawn).allMatch(one -> predicate.test(one.transaction()), signal);
        }

        /** @param age tests the age of the timestamp in microseconds when the transaction was drawn */
        void isPosted(String when, LongPredicate age) {
            assertThat(drawn)
                    .allMatch(
                            one -> age.test(one.nowMicros() - one.transaction().timestampMicros()), when);
        }
    }
}
