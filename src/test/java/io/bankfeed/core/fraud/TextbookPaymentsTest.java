package io.bankfeed.core.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TextbookPaymentsTest {

    private static final int COUNT = 200_000;

    /** So few accounts that each has 2000 transactions. */
    private static final int ACCOUNTS = 100;

    private final TextbookPayments payments = new TextbookPayments(Traffic.SEED, ACCOUNTS, Traffic.FIRST_ACCOUNT);
    private final List<Drawn> drawn = new EventTime(0.05, 0.5, ACCOUNTS, FraudPattern.ALL, Map.of()).draw(COUNT);

    @Test
    void otherFieldsAreUntouched() {
        Transaction plain = drawn.get(0).transaction();
        Transaction paid = paid(plain);

        assertThat(paid.payment()).isEqualTo(payments.of(plain));
        assertThat(paid.withPayment(plain.payment())).isEqualTo(plain);
    }

    @Test
    void paymentThatIsThereIsKept() {
        Payment payment = new Payment(TransactionType.TOP_UP, Channel.BRANCH, 1, 2, 3);
        Transaction transaction = drawn.get(0).transaction().withPayment(payment);

        assertThat(paid(transaction)).isSameAs(transaction);
    }

    @Test
    void mostPaymentsOfAnAccountGoToEightPayees() {
        Map<Integer, Map<String, Long>> byAccount = drawn.stream()
                .map(Drawn::transaction)
                .filter(transaction -> payments.of(transaction).type() != TransactionType.CASH_WITHDRAWAL)
                .collect(Collectors.groupingBy(
                        Transaction::accountNumber,
                        Collectors.groupingBy(transaction -> payee(payments.of(transaction)), Collectors.counting())));

        double share = byAccount.values().stream()
                .filter(payees ->
                        payees.values().stream().mapToLong(count -> count).sum() > 500)
                .mapToDouble(payees -> topEight(payees)
                        / (double) payees.values().stream()
                                .mapToLong(count -> count)
                                .sum())
                .average()
                .orElseThrow();
        assertThat(share).isCloseTo(0.85, offset(0.02));
    }

    @Test
    void channelsFitTheTypeAndTheHour() {
        for (Drawn one : drawn) {
            Payment payment = payments.of(one.transaction());
            long at = one.transaction().timestampMicros();
            int hour = BankTime.hourOf(at);

            assertThat(payment.channel())
                    .isIn(
                            switch (payment.type()) {
                                case TRANSFER -> List.of(Channel.MOBILE, Channel.INTERNET, Channel.BRANCH);
                                case BILL_PAYMENT, TOP_UP -> List.of(Channel.MOBILE, Channel.INTERNET);
                                case CARD_PAYMENT -> List.of(Channel.POS, Channel.INTERNET);
                                case CASH_WITHDRAWAL -> List.of(Channel.ATM, Channel.BRANCH);
                            });
            if (payment.channel() == Channel.BRANCH) {
                assertThat(hour).isBetween(8, 16);
                assertThat(BankTime.isSunday(at)).isFalse();
            }
            if (payment.channel() == Channel.POS) {
                assertThat(hour).isGreaterThanOrEqualTo(6);
            }
        }
    }

    @Test
    void everyTypeAndChannelOccurs() {
        Map<TransactionType, Long> types = inBanknotes().stream()
                .collect(Collectors.groupingBy(one -> payments.of(one).type(), Collectors.counting()));
        Map<Channel, Long> channels = inBanknotes().stream()
                .collect(Collectors.groupingBy(one -> payments.of(one).channel(), Collectors.counting()));

        assertThat(types).containsOnlyKeys(TransactionType.values());
        assertThat(channels).containsOnlyKeys(Channel.values());
        assertThat(types.get(TransactionType.CASH_WITHDRAWAL) / (double) COUNT).isCloseTo(0.1, offset(0.01));
    }

    @Test
    void cashGoesToTheAccountHolder() {
        for (Transaction one : inBanknotes()) {
            Payment payment = payments.of(one);
            if (payment.type() == TransactionType.CASH_WITHDRAWAL) {
                assertThat(payment.counterpartyNumber()).isEqualTo(one.accountNumber());
                assertThat(payment.counterpartyBank()).isEqualTo(Payment.OWN_BANK);
                assertThat(payment.channel()).isIn(Channel.ATM, Channel.BRANCH);
            }
        }
    }

    @Test
    void onlyAmountsThatCashMachinesPayAreCash() {
        for (Drawn one : drawn) {
            if (payments.of(one.transaction()).type() == TransactionType.CASH_WITHDRAWAL) {
                assertThat(one.transaction().amountVnd() % 50_000).isZero();
            }
        }
    }

    @Test
    void payeesFitTheType() {
        for (Drawn one : drawn) {
            Payment payment = payments.of(one.transaction());
            boolean person =
                    payment.type() == TransactionType.TRANSFER || payment.type() == TransactionType.CASH_WITHDRAWAL;

            assertThat(payment.counterpartyBank()).isBetween(1, Payment.BANKS);
            assertThat(payment.merchantCategory() == Payment.NO_MERCHANT).isEqualTo(person);
            if (payment.type() == TransactionType.TRANSFER && payment.counterpartyBank() == Payment.OWN_BANK) {
                assertThat(payment.counterpartyNumber())
                        .isBetween(Traffic.FIRST_ACCOUNT, Traffic.FIRST_ACCOUNT + ACCOUNTS - 1)
                        .isNotEqualTo(one.transaction().accountNumber());
            }
        }
    }

    /** A business has one bank and one category, whoever pays it. */
    @Test
    void businessesAreShared() {
        Map<Integer, String> businesses = new HashMap<>();
        for (Drawn one : drawn) {
            Payment payment = payments.of(one.transaction());
            if (payment.merchantCategory() != Payment.NO_MERCHANT) {
                String known = payment.type() + " " + payment.counterpartyBank() + " " + payment.merchantCategory();
                assertThat(businesses.merge(payment.counterpartyNumber(), known, (first, second) -> first))
                        .isEqualTo(known);
            }
        }
        assertThat(businesses).hasSizeGreaterThan(3000);
    }

    /** Fraud has the types and payees of the account, so that a payment alone does not tell it. */
    @Test
    void fraudIsPaidLikeEverythingElse() {
        Map<TransactionType, Double> normal =
                shares(drawn.stream().filter(one -> !one.label().isFraud()).toList());
        Map<TransactionType, Double> fraud =
                shares(drawn.stream().filter(one -> one.label().isFraud()).toList());

        for (TransactionType type :
                List.of(TransactionType.TRANSFER, TransactionType.CARD_PAYMENT, TransactionType.BILL_PAYMENT)) {
            assertThat(fraud.get(type)).isCloseTo(normal.get(type), offset(0.02));
        }
    }

    private Map<TransactionType, Double> shares(List<Drawn> some) {
        return some.stream()
                .map(one -> payments.of(one.transaction()).type())
                .collect(Collectors.groupingBy(
                        Function.identity(),
                        Collectors.collectingAndThen(Collectors.counting(), count -> (double) count / some.size())));
    }

    /** The transactions with amounts that a cash machine could pay. */
    private List<Transaction> inBanknotes() {
        return drawn.stream()
                .map(Drawn::transaction)
                .map(one -> new Transaction(
                        one.number(),
                        one.accountNumber(),
                        one.branchId(),
                        one.amountVnd() / 50_000 * 50_000 + 50_000,
                        one.timestampMicros(),
                        one.location(),
                        one.deviceNumber(),
                        one.newDevice(),
                        one.biometricFailureCount(),
                        one.frequency5min(),
                        one.totalLoansVnd(),
                        one.numTransactions(),
                        one.nonPerformingLoan(),
                        one.totalDepositsVnd(),
                        one.feesVnd()))
                .toList();
    }

    private Transaction paid(Transaction transaction) {
        List<Transaction> received = new ArrayList<>();
        payments.before((one, label) -> received.add(one)).accept(transaction, Label.NORMAL);
        return received.get(0);
    }

    private static String payee(Payment payment) {
        return payment.counterpartyBank() + " " + payment.counterpartyNumber();
    }

    private static long topEight(Map<String, Long> payees) {
        return payees.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(8)
                .mapToLong(count -> count)
                .sum();
    }
}
