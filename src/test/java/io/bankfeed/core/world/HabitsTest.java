package io.bankfeed.core.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.bankfeed.core.bank.BankCalendar;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionType;
import io.bankfeed.core.world.Worlds.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What customers do, in a bank whose fraud is hidden best. */
final class HabitsTest {

    private static final int COUNT = 60_000;

    private static final List<Row> ROWS = Worlds.draw(new World(Worlds.spec(1)), 0, COUNT);

    @Test
    void channelsFitTheType() {
        Map<TransactionType, List<Channel>> channels = Map.of(
                TransactionType.TRANSFER, List.of(Channel.MOBILE, Channel.INTERNET, Channel.BRANCH),
                TransactionType.BILL_PAYMENT, List.of(Channel.MOBILE, Channel.INTERNET, Channel.BRANCH),
                TransactionType.CARD_PAYMENT, List.of(Channel.POS, Channel.INTERNET),
                TransactionType.CASH_WITHDRAWAL, List.of(Channel.ATM, Channel.BRANCH),
                TransactionType.TOP_UP, List.of(Channel.MOBILE));

        Map<TransactionType, Set<Channel>> found = ROWS.stream()
                .map(row -> row.transaction().payment())
                .collect(
                        Collectors.groupingBy(Payment::type, Collectors.mapping(Payment::channel, Collectors.toSet())));
        channels.forEach((type, expected) -> assertThat(found.get(type)).containsExactlyInAnyOrderElementsOf(expected));
    }

    @Test
    void branchesAreVisitedWhileTheyAreOpen() {
        List<Transaction> visits = ROWS.stream()
                .map(Row::transaction)
                .filter(transaction -> transaction.payment().channel() == Channel.BRANCH)
                .toList();

        assertThat(visits)
                .hasSizeGreaterThan(COUNT / 200)
                .allMatch(visit -> BankCalendar.branchesOpen(visit.timestampMicros()))
                .noneMatch(visit -> BankTime.isSunday(visit.timestampMicros()))
                .noneMatch(visit -> BankTime.hourOf(visit.timestampMicros()) == 3);
    }

    @Test
    void cashIsInMultiplesOf50000AndOtherAmountsAreMostlyRound() {
        assertThat(honest().filter(one -> one.payment().type() == TransactionType.CASH_WITHDRAWAL)
                        .mapToLong(Transaction::amountVnd))
                .hasSizeGreaterThan(1000)
                .allMatch(amount -> amount % 50_000 == 0);
        assertThat(share(honest().filter(one -> one.amountVnd() % 1000 == 0))).isGreaterThanOrEqualTo(0.8);
        assertThat(share(honest().filter(one -> one.amountVnd() % 10_000 == 0))).isCloseTo(0.55, offset(0.1));
    }

    @Test
    void merchantsAndPersonsFitTheType() {
        assertThat(ROWS.stream().map(row -> row.transaction().payment()))
                .allMatch(payment -> payment.type() == TransactionType.TRANSFER
                        ? payment.merchantCategory() == Payment.NO_MERCHANT
                        : payment.merchantCategory() > 0)
                .allMatch(payment -> payment.counterpartyBank() >= 1 && payment.counterpartyBank() <= Payment.BANKS);
    }

    @Test
    void nobodyPaysItself() {
        assertThat(ROWS.stream().map(Row::transaction))
                .noneMatch(one -> one.payment().counterpartyBank() == Payment.OWN_BANK
                        && one.payment().counterpartyNumber() == one.accountNumber());
    }

    @Test
    void lookAlikesOfEverySignalAreHonest() {
        assertThat(share(honest().filter(Transaction::newDevice))).isBetween(0.01, 0.1);
        assertThat(share(honest().filter(one -> one.biometricFailureCount() >= 3)))
                .isBetween(0.015, 0.04);
        assertThat(share(honest().filter(one -> one.amountVnd() <= 100_000))).isBetween(0.04, 0.12);
        assertThat(share(honest().filter(one -> one.amountVnd() > 10_000_000))).isBetween(0.08, 0.14);
        assertThat(share(honest().filter(one -> one.frequency5min() > 12))).isBetween(0.005, 0.03);
        assertThat(share(honest().filter(one -> one.feesVnd() != (one.totalDepositsVnd() + 500) / 1000)))
                .isCloseTo(0.05, offset(0.01));
    }

    @Test
    void thereAreHardlyAnyLookAlikesAtTheSmallestDifficulty() {
        List<Transaction> honest = Worlds.draw(new World(Worlds.spec(0.001)), 0, 20_000).stream()
                .filter(row -> !row.label().isFraud())
                .map(Row::transaction)
                .toList();

        assertThat(honest.stream()
                        .filter(one -> one.newDevice()
                                || one.biometricFailureCount() >= 3
                                || one.feesVnd() != (one.totalDepositsVnd() + 500) / 1000)
                        .count())
                .isLessThan(20);
    }

    @Test
    void frequencyIsWhatTheFeedShowsAndOtherChannels() {
        Map<Integer, List<Transaction>> byAccount =
                ROWS.stream().map(Row::transaction).collect(Collectors.groupingBy(Transaction::accountNumber));

        byAccount.values().forEach(transactions -> {
            for (int i = 0; i < transactions.size(); i++) {
                long from = transactions.get(i).timestampMicros() - 300_000_000L;
                long shown = transactions.subList(0, i + 1).stream()
                        .filter(one -> one.timestampMicros() > from)
                        .count();
                assertThat((long) transactions.get(i).frequency5min()).isGreaterThanOrEqualTo(shown);
            }
        });
    }

    private static Stream<Transaction> honest() {
        return ROWS.stream().filter(row -> !row.label().isFraud()).map(Row::transaction);
    }

    private static double share(Stream<Transaction> some) {
        return (double) some.count() / honest().count();
    }
}
