package io.bankfeed.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.bank.BankCalendar;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.world.Worlds.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no behaviour tells nothing about fraud, and no documented signal is enough. */
final class LeakTest {

    private static final int COUNT = 240_000;
    private static final double MAX_AUC = 0.55;
    private static final double MAX_AUC_OF_ACCOUNT_FACTS = 0.65;
    private static final double MAX_PRECISION = 0.5;
    private static final int DEPTH = 3;
    private static final int DEPTH_OF_ACCOUNT_FACTS = 5;
    private static final Set<Integer> LAUNDERING_HOURS = Set.of(23, 0, 1, 2, 3);
    private static final Set<Integer> TAKEOVER_HOURS = Set.of(22, 23, 2, 3, 4);

    /** The transactions by difficulty: they are drawn once for all tests. */
    private static final Map<Double, List<Row>> ROWS = new LinkedHashMap<>();

    private static final Map<String, ToDoubleFunction<Transaction>> FIELDS = fields();

    private static final Map<String, Predicate<Transaction>> CLAUSES = clauses();

    @AfterAll
    static void forget() {
        ROWS.clear();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1})
    void noFieldOfNoBehaviourTellsFraud(double difficulty) {
        FIELDS.forEach((name, field) -> assertThat(TreeModel.auc(Columns.of(rows(difficulty), field), DEPTH))
                .as(name)
                .isLessThanOrEqualTo(MAX_AUC));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1})
    void gapsAndLatenessTellNothing(double difficulty) {
        assertThat(TreeModel.auc(gaps(rows(difficulty)), DEPTH)).as("gap").isLessThanOrEqualTo(MAX_AUC);
        assertThat(TreeModel.auc(lateness(rows(difficulty)), DEPTH))
                .as("lateness")
                .isLessThanOrEqualTo(MAX_AUC);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1})
    void accountFactsTellLittleTogether(double difficulty) {
        assertThat(TreeModel.auc(accountFacts(rows(difficulty)), DEPTH_OF_ACCOUNT_FACTS))
                .isLessThanOrEqualTo(MAX_AUC_OF_ACCOUNT_FACTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9})
    void digitsOfNewDevicesTellNothing(int firstDigit) {
        List<Row> fresh = rows(1).stream()
                .filter(row ->
                        row.transaction().newDevice() && row.transaction().deviceNumber() / 10_000 == firstDigit)
                .toList();

        for (int modulus : new int[] {2, 3, 4, 5, 10}) {
            // There are few, so that chance alone may reach 0.55.
            assertThat(TreeModel.auc(Columns.of(fresh, transaction -> transaction.deviceNumber() % modulus), DEPTH))
                    .as("modulo " + modulus)
                    .isLessThanOrEqualTo(0.6);
        }
    }

    @ParameterizedTest
    @MethodSource("clauseNames")
    void noDocumentedSignalIsEnough(String clause) {
        assertThat(Columns.precision(rows(1), CLAUSES.get(clause))).isBetween(0.01, MAX_PRECISION);
    }

    @Test
    void leakInAnyFieldWouldBeFound() {
        List<Row> some = rows(1).subList(0, 50_000);
        FIELDS.forEach((name, field) -> assertThat(
                        TreeModel.auc(Columns.of(some, field).withLeak(), DEPTH))
                .as(name)
                .isGreaterThan(MAX_AUC));
        assertThat(TreeModel.auc(gaps(some).withLeak(), DEPTH)).isGreaterThan(MAX_AUC);
        assertThat(TreeModel.auc(lateness(some).withLeak(), DEPTH)).isGreaterThan(MAX_AUC);
        assertThat(TreeModel.auc(accountFacts(some).withLeak(), DEPTH_OF_ACCOUNT_FACTS))
                .isGreaterThan(MAX_AUC_OF_ACCOUNT_FACTS);
    }

    @ParameterizedTest
    @MethodSource("clauseNames")
    void signalOfFraudAloneWouldBeFound(String clause) {
        List<Row> planted = rows(1).stream()
                .filter(row -> row.label().isFraud()
                        || row.transaction().number() % 50 == 0
                        || !CLAUSES.get(clause).test(row.transaction()))
                .toList();

        assertThat(Columns.precision(planted, CLAUSES.get(clause))).isGreaterThan(MAX_PRECISION);
    }

    static Stream<String> clauseNames() {
        return CLAUSES.keySet().stream();
    }

    private static List<Row> rows(double difficulty) {
        return ROWS.computeIfAbsent(difficulty, key -> Worlds.draw(new World(Worlds.spec(key)), 0, COUNT));
    }

    private static Columns accountFacts(List<Row> rows) {
        return Columns.of(
                rows,
                Transaction::numTransactions,
                Transaction::totalDepositsVnd,
                Transaction::totalLoansVnd,
                transaction -> transaction.nonPerformingLoan() ? 1 : 0);
    }

    /** Time since the transaction before, relative to the traffic: otherwise it would tell whether it is night. */
    private static Columns gaps(List<Row> rows) {
        BankCalendar calendar = new BankCalendar();
        double[] gaps = new double[rows.size()];
        for (int i = 1; i < gaps.length; i++) {
            gaps[i] = 1e6 * (calendar.operationalTime(timeOf(rows, i)) - calendar.operationalTime(timeOf(rows, i - 1)));
        }
        return new Columns(new double[][] {gaps}, Columns.fraudOf(rows));
    }

    /** Seconds behind the latest transaction before. */
    private static Columns lateness(List<Row> rows) {
        double[] late = new double[rows.size()];
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < late.length; i++) {
            latest = Math.max(latest, timeOf(rows, i));
            late[i] = (latest - timeOf(rows, i)) / 1e6;
        }
        return new Columns(new double[][] {late}, Columns.fraudOf(rows));
    }

    private static long timeOf(List<Row> rows, int index) {
        return rows.get(index).transaction().timestampMicros();
    }

    private static Map<String, ToDoubleFunction<Transaction>> fields() {
        Map<String, ToDoubleFunction<Transaction>> fields = new LinkedHashMap<>();
        fields.put("account_id", Transaction::accountNumber);
        fields.put("transaction_id", Transaction::number);
        fields.put("transaction_id modulo 64", transaction -> transaction.number() % 64);
        fields.put("branch_id", Transaction::branchId);
        fields.put("location_city", transaction -> transaction.location().ordinal());
        fields.put("amount modulo 1000", transaction -> transaction.amountVnd() % 1000);
        fields.put("amount modulo 20", transaction -> transaction.amountVnd() % 20);
        fields.put("microseconds", transaction -> transaction.timestampMicros() % BankTime.MICROS_PER_SECOND);
        fields.put("modulo 1000 microseconds", transaction -> transaction.timestampMicros() % 1000);
        fields.put("seconds", transaction -> transaction.timestampMicros() / BankTime.MICROS_PER_SECOND % 60);
        fields.put("last digits of device_id", transaction -> transaction.deviceNumber() % 10_000);
        return fields;
    }

    private static Map<String, Predicate<Transaction>> clauses() {
        Map<String, Predicate<Transaction>> clauses = new LinkedHashMap<>();
        clauses.put("amount > 300 M", one -> one.amountVnd() > 300_000_000);
        clauses.put("amount <= 100,000", one -> one.amountVnd() <= 100_000);
        clauses.put("hours of laundering", one -> LAUNDERING_HOURS.contains(hourOf(one)));
        clauses.put("hours of takeover", one -> TAKEOVER_HOURS.contains(hourOf(one)));
        clauses.put("frequency > 12", one -> one.frequency5min() > 12);
        clauses.put("frequency > 15", one -> one.frequency5min() > 15);
        clauses.put("frequency > 25", one -> one.frequency5min() > 25);
        clauses.put("new device 8", one -> one.newDevice() && one.deviceNumber() < 90_000);
        clauses.put("new device 9", one -> one.newDevice() && one.deviceNumber() >= 90_000);
        clauses.put("three failures", one -> one.biometricFailureCount() >= 3);
        clauses.put("loans > 500 M", one -> one.totalLoansVnd() > 500_000_000);
        clauses.put("under 50 transactions", one -> one.numTransactions() < 50);
        clauses.put("fee of 5 %", one -> Math.abs(one.feesVnd() - one.amountVnd() / 20.0) <= 1);
        clauses.put("other fee", one -> one.feesVnd() != (one.totalDepositsVnd() + 500) / 1000);
        return clauses;
    }

    private static int hourOf(Transaction transaction) {
        return BankTime.hourOf(transaction.timestampMicros());
    }
}
