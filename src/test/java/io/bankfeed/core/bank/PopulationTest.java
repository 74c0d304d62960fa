package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.LogNormal;
import io.bankfeed.core.random.UniformRange;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PopulationTest {

    private static final int FIRST_NUMBER = 1000;

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 4000, 4096, 10_007})
    void accountNumbersAreUniqueAndHaveNoGaps(int size) {
        Population population = new Population(1, size, FIRST_NUMBER, Accounts.TWO_PROFILES);

        int[] numbers = Accounts.of(population, 2).stream()
                .mapToInt(Account::number)
                .sorted()
                .toArray();

        assertThat(population.size()).isEqualTo(size);
        assertThat(numbers)
                .containsExactly(
                        IntStream.range(FIRST_NUMBER, FIRST_NUMBER + size).toArray());
    }

    @Test
    void slotsAreUnique() {
        Population population = new Population(1, 4000, FIRST_NUMBER, Accounts.TWO_PROFILES);

        int[] slots =
                Accounts.of(population, 2).stream().mapToInt(Account::slot).toArray();

        assertThat(slots).containsExactly(IntStream.range(0, 4000).toArray());
    }

    @Test
    void sameSeedGivesTheSameAccounts() {
        List<Account> accounts = Accounts.of(new Population(42, 4000, FIRST_NUMBER, Accounts.TWO_PROFILES), 2);

        assertThat(Accounts.of(new Population(42, 4000, FIRST_NUMBER, Accounts.TWO_PROFILES), 2))
                .isEqualTo(accounts);
    }

    @Test
    void differentSeedGivesDifferentAccounts() {
        Map<Integer, Account> one = byNumber(new Population(42, 4000, FIRST_NUMBER, Accounts.TWO_PROFILES));
        Map<Integer, Account> other = byNumber(new Population(43, 4000, FIRST_NUMBER, Accounts.TWO_PROFILES));

        long sameLoans = one.keySet().stream()
                .filter(number ->
                        one.get(number).totalLoansVnd() == other.get(number).totalLoansVnd())
                .count();
        long sameHome = one.keySet().stream()
                .filter(number -> one.get(number).homeCity()
                                == other.get(number).homeCity()
                        && one.get(number).homeBranch() == other.get(number).homeBranch())
                .count();

        // About 8 of the 400 accounts with loans of 5 to 9 dong agree by chance, and about one of the others. Homes
        // agree with a probability of 1/80, which is 50 accounts with a standard deviation of 7.
        assertThat(sameLoans).isLessThan(30);
        assertThat(sameHome).isBetween(22L, 78L);
    }

    @Test
    void firstNumberShiftsOnlyTheAccountNumbers() {
        List<Account> accounts = Accounts.of(new Population(42, 100, 1000, Accounts.TWO_PROFILES), 2);
        List<Account> moved = Accounts.of(new Population(42, 100, 900_000_000, Accounts.TWO_PROFILES), 2);

        assertThat(moved)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("number")
                .isEqualTo(accounts);
        for (int i = 0; i < 100; i++) {
            assertThat(moved.get(i).number() - accounts.get(i).number()).isEqualTo(899_999_000);
        }
    }

    @Test
    void groupsHaveTheirSharesAndTheRestIsOrdinary() {
        Population population = new Population(1, 4000, FIRST_NUMBER, Accounts.TWO_PROFILES);

        assertThat(population.group(0).size()).isEqualTo(100);
        assertThat(population.group(1).size()).isEqualTo(400);
        assertThat(population.ordinary().size()).isEqualTo(3500);
    }

    @Test
    void groupsHaveAtLeastOneAccount() {
        AccountProfile rare = profile(0.000_001);

        assertThat(new Population(1, 100, FIRST_NUMBER, List.of(rare)).group(0).size())
                .isEqualTo(1);
    }

    @Test
    void accountNumbersDoNotRevealTheProfile() {
        Population population = new Population(1, 40_000, FIRST_NUMBER, Accounts.TWO_PROFILES);

        double[] places = Accounts.of(population.group(0)).stream()
                .mapToDouble(account -> (account.number() - FIRST_NUMBER) / 40_000.0)
                .sorted()
                .toArray();

        // The Kolmogorov–Smirnov distance of uniform numbers is larger in one bank out of a thousand.
        assertThat(distanceFromUniform(places)).isLessThan(1.95 / Math.sqrt(places.length));
    }

    @Test
    void nonOrdinaryAccountsAreDrawnUniformly() {
        Population population = new Population(1, 400, FIRST_NUMBER, Accounts.TWO_PROFILES);
        KeyedRandom random = new KeyedRandom(1, 1);
        int[] counts = new int[400];

        for (int i = 0; i < 50_000; i++) {
            counts[population.drawNonOrdinary(random).slot()]++;
        }

        // 50 accounts with 1000 draws each, with a standard deviation of 32.
        assertThat(Arrays.stream(counts, 0, 50)).allMatch(count -> count > 850 && count < 1150);
        assertThat(Arrays.copyOfRange(counts, 50, 400)).containsOnly(0);
    }

    @Test
    void ordinaryAccountsAreDrawnIfThereAreNoOthers() {
        Population population = new Population(1, 100, FIRST_NUMBER, List.of());
        KeyedRandom random = new KeyedRandom(1, 1);
        int[] counts = new int[100];

        for (int i = 0; i < 10_000; i++) {
            counts[population.drawNonOrdinary(random).slot()]++;
        }

        assertThat(counts).doesNotContain(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 99, 10_000_001, Integer.MAX_VALUE})
    void sizesOutOfRangeAreRejected(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Population(1, size, FIRST_NUMBER, List.of()))
                .withMessage("A population must have 100 to 10000000 accounts, but has " + size);
    }

    @Test
    void accountNumbersAreUniformAmongTenMillionAccounts() {
        Population population = new Population(1, 10_000_000, FIRST_NUMBER, Accounts.TWO_PROFILES);

        double[] places = IntStream.range(0, 1000)
                .mapToDouble(i -> (population.ordinary().account(8_000 * i).number() - FIRST_NUMBER) / 1e7)
                .sorted()
                .toArray();

        // The same bound as above.
        assertThat(distanceFromUniform(places)).isLessThan(1.95 / Math.sqrt(places.length));
    }

    @Test
    void profilesThatLeaveNoOrdinaryAccountAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Population(1, 100, FIRST_NUMBER, List.of(profile(0.5), profile(0.5))))
                .withMessage("The profiles' shares leave no ordinary account");
    }

    @Test
    void populationWithOneOrdinaryAccountIsAllowed() {
        Population population = new Population(1, 100, FIRST_NUMBER, List.of(profile(0.99)));

        assertThat(population.ordinary().size()).isEqualTo(1);
        assertThat(population.ordinary().account(0).numTransactions()).isCloseTo(275, within(1));
    }

    private static Map<Integer, Account> byNumber(Population population) {
        Map<Integer, Account> accounts = new HashMap<>();
        Accounts.of(population, 2).forEach(account -> accounts.put(account.number(), account));
        return accounts;
    }

    private static double distanceFromUniform(double[] sorted) {
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            distance = Math.max(distance, Math.abs((i + 0.5) / sorted.length - sorted[i]));
        }
        return distance;
    }

    private static AccountProfile profile(double share) {
        return new AccountProfile(
                share, new UniformRange(1, 2), new LogNormal(13, 1.5), new LogNormal(13.1, 1.4), 0.02);
    }
}
