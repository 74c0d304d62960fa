package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.random.Distribution;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.LogNormal;
import io.bankfeed.core.random.Permutation;
import io.bankfeed.core.random.UniformRange;
import io.bankfeed.core.transaction.Location;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountGroupTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100, 3700})
    void accountsHaveOneQuantileOfEachStratum(int size) {
        AccountGroup group = group(size);
        List<Account> accounts = Accounts.of(group);

        assertThat(accounts.stream().mapToLong(Account::totalLoansVnd).sorted().toArray())
                .containsExactly(strata(AccountProfile.ORDINARY_LOANS_VND, size));
        assertThat(accounts.stream()
                        .mapToLong(Account::totalDepositsVnd)
                        .sorted()
                        .toArray())
                .containsExactly(strata(AccountProfile.ORDINARY_DEPOSITS_VND, size));
        assertThat(accounts.stream()
                        .mapToLong(Account::numTransactions)
                        .sorted()
                        .toArray())
                .containsExactly(strata(new UniformRange(50, 500), size));
    }

    @Test
    void numberOfNonPerformingLoansMatchesTheRate() {
        assertThat(nonPerforming(group(100))).isEqualTo(2);
        assertThat(nonPerforming(group(3700))).isEqualTo(73);
        assertThat(nonPerforming(group(100_000))).isEqualTo(1980);
    }

    @Test
    void homeCitiesAndBranchesAreEvenlyDistributed() {
        Map<Location, Integer> byCity = new HashMap<>();
        Map<Integer, Integer> byBranch = new HashMap<>();
        Map<List<Object>, Integer> byHome = new HashMap<>();

        for (Account account : Accounts.of(group(4000))) {
            byCity.merge(account.homeCity(), 1, Integer::sum);
            byBranch.merge(account.homeBranch(), 1, Integer::sum);
            byHome.merge(List.of(account.homeCity(), account.homeBranch()), 1, Integer::sum);
        }

        assertThat(byCity).hasSize(8).containsOnlyKeys(Location.CITIES);
        assertThat(byCity.values()).containsOnly(500);
        assertThat(byBranch.keySet()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(byBranch.values()).containsOnly(400);
        assertThat(byHome).hasSize(80);
        assertThat(byHome.values()).containsOnly(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 99, 100, 101, 250, 3700})
    void homesDifferByAtMostOneAccountInGroupsOfAnySize(int size) {
        Map<Location, Integer> byCity = new HashMap<>();
        Map<Integer, Integer> byBranch = new HashMap<>();

        for (Account account : Accounts.of(group(size))) {
            byCity.merge(account.homeCity(), 1, Integer::sum);
            byBranch.merge(account.homeBranch(), 1, Integer::sum);
        }

        assertThat(byCity).hasSize(8);
        assertThat(byCity.values()).allMatch(count -> Math.abs(count - size / 8.0) <= 1);
        assertThat(byBranch).hasSize(10);
        assertThat(byBranch.values()).allMatch(count -> Math.abs(count - size / 10.0) <= 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 3700})
    void attributesAreUncorrelated(int size) {
        List<ToDoubleFunction<Account>> attributes = List.of(
                Account::number,
                Account::numTransactions,
                account -> Math.log(account.totalLoansVnd()),
                account -> Math.log(account.totalDepositsVnd()),
                account -> account.nonPerformingLoan() ? 1 : 0,
                account -> account.homeCity().ordinal(),
                Account::homeBranch);

        List<Account> accounts = Accounts.of(group(size));

        // The correlation of independent attributes has a standard deviation of 1 / sqrt(n). One of 21 pairs would
        // exceed four of them in one bank out of 700.
        for (int one = 0; one < attributes.size(); one++) {
            for (int other = 0; other < one; other++) {
                assertThat(correlation(accounts, attributes.get(one), attributes.get(other)))
                        .as("attributes %d and %d", other, one)
                        .isCloseTo(0, within(4 / Math.sqrt(size)));
            }
        }
    }

    @Test
    void groupsWithTheSameProfileHaveDifferentAccounts() {
        Permutation numbers = new Permutation(5, 200);
        AccountGroup one = new AccountGroup(5, AccountProfile.ORDINARY, 0, 100, 1000, numbers);
        AccountGroup other = new AccountGroup(5, AccountProfile.ORDINARY, 100, 100, 1000, numbers);

        long sameLoans = IntStream.range(0, 100)
                .filter(index -> one.account(index).totalLoansVnd()
                        == other.account(index).totalLoansVnd())
                .count();

        // Two random orders agree in one position on average, with a Poisson distribution.
        assertThat(sameLoans).isLessThan(8);
        assertThat(one.account(0).key()).isNotEqualTo(other.account(0).key());
    }

    @Test
    void accountsAreDrawnUniformly() {
        AccountGroup group = group(100);
        KeyedRandom random = new KeyedRandom(1, 1);
        int[] counts = new int[100];

        for (int i = 0; i < 100_000; i++) {
            counts[group.draw(random).slot()]++;
        }

        // 1000 draws each, with a standard deviation of 32.
        assertThat(Arrays.stream(counts)).allMatch(count -> count > 850 && count < 1150);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, 300",
        "200, 100, 300",
        "200, 50, 500",
        "200, 0, 1000",
        "200, 50, 60",
        "200, 450, 500",
        "451, 200, 200",
        "902, 200, 200"
    })
    void exactlyTheAccountsWithACountInTheRangeAreDrawn(int size, int min, int max) {
        AccountGroup group = group(size);
        TreeSet<Integer> expected = new TreeSet<>();
        TreeSet<Integer> drawn = new TreeSet<>();
        for (Account account : Accounts.of(group)) {
            if (account.numTransactions() >= min && account.numTransactions() <= max) {
                expected.add(account.slot());
            }
        }

        // 5000 draws contain all of at highest 200 accounts, except with a probability of 10^-8.
        KeyedRandom random = new KeyedRandom(1, size);
        for (int i = 0; i < 5000; i++) {
            drawn.add(group.drawByNumTransactions(random, min, max).slot());
        }

        assertThat(drawn).isEqualTo(expected);
    }

    @Test
    void countsDrawnAreInRangeInGroupsOfAnySize() {
        int lowest = Integer.MAX_VALUE;
        int highest = 0;

        for (int size = 10; size < 4000; size += 7) {
            AccountGroup group = group(size);
            KeyedRandom random = new KeyedRandom(2, size);
            for (int i = 0; i < 20; i++) {
                int count = group.drawByNumTransactions(random, 100, 300).numTransactions();
                lowest = Math.min(lowest, count);
                highest = Math.max(highest, count);
            }
        }

        assertThat(lowest).isEqualTo(100);
        assertThat(highest).isEqualTo(300);
    }

    @Test
    void anyAccountIsDrawnIfTheGroupIsTooSmallForTheRange() {
        AccountGroup group = group(2);

        // The counts are the quantiles of a quarter and of three quarters.
        assertThat(Accounts.of(group)).extracting(Account::numTransactions).containsExactly(162, 388);
        assertThat(group.drawByNumTransactions(new KeyedRandom(1, 1), 200, 300).numTransactions())
                .isIn(162, 388);
    }

    private static AccountGroup group(int size) {
        return new Population(11, Math.max(size, Population.MIN_SIZE), 1000, filler(size)).ordinary();
    }

    /** Profiles that leave an ordinary group of the given size, which may be smaller than the smallest population. */
    private static List<AccountProfile> filler(int size) {
        if (size >= Population.MIN_SIZE) {
            return List.of();
        }
        double share = (Population.MIN_SIZE - size) / (double) Population.MIN_SIZE;
        return List.of(new AccountProfile(
                share, new UniformRange(1, 2), new LogNormal(13, 1.5), new LogNormal(13.1, 1.4), 0.02));
    }

    private static long[] strata(Distribution distribution, int size) {
        return LongStream.range(0, size)
                .map(i -> distribution.quantile((i + 0.5) / size))
                .toArray();
    }

    private static int nonPerforming(AccountGroup group) {
        int count = 0;
        for (int index = 0; index < group.size(); index++) {
            count += group.account(index).nonPerformingLoan() ? 1 : 0;
        }
        return count;
    }

    private static double correlation(
            List<Account> accounts, ToDoubleFunction<Account> one, ToDoubleFunction<Account> other) {
        double[] x = accounts.stream().mapToDouble(one).toArray();
        double[] y = accounts.stream().mapToDouble(other).toArray();
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
