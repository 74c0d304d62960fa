package io.bankfeed.core.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccountTest {

    private static final int DRAWS = 20_000;

    private static final AccountGroup GROUP = new Population(3, 1000, 1000, List.of()).ordinary();

    @Test
    void accountsHaveOneToThreeDevices() {
        int[] accounts = new int[5];

        for (Account account : Accounts.of(GROUP)) {
            accounts[devices(account, 200).size()]++;
        }

        // A third of a thousand each, with a standard deviation of 15. In 200 draws a device is missed once in 10^9
        // cases.
        assertThat(accounts[1]).isCloseTo(333, within(60));
        assertThat(accounts[2]).isCloseTo(333, within(60));
        assertThat(accounts[3]).isCloseTo(333, within(60));
        assertThat(accounts[1] + accounts[2] + accounts[3]).isEqualTo(1000);
    }

    @Test
    void deviceNumbersAreFrom10000To49999() {
        List<Integer> devices = new ArrayList<>();

        for (Account account : Accounts.of(GROUP)) {
            devices.addAll(devices(account, 50).keySet());
        }

        // The lowest and the highest of about 2000 uniform numbers are within 1 % of the ends, except in one bank out
        // of 10^8.
        assertThat(Collections.min(devices)).isBetween(10_000, 10_399);
        assertThat(Collections.max(devices)).isBetween(49_600, 49_999);
    }

    @Test
    void mainDeviceIsUsedMostOften() {
        Account account = Accounts.of(GROUP).stream()
                .filter(any -> devices(any, 200).size() == 3)
                .findFirst()
                .orElseThrow();

        List<Integer> counts = new ArrayList<>(devices(account, DRAWS).values());
        counts.sort(Collections.reverseOrder());

        // Four standard deviations of a binomial distribution of 20,000.
        assertThat(counts.get(0) / (double) DRAWS).isCloseTo(0.8, within(0.0114));
        assertThat(counts.get(1) / (double) DRAWS).isCloseTo(0.1, within(0.0085));
        assertThat(counts.get(2) / (double) DRAWS).isCloseTo(0.1, within(0.0085));
    }

    @Test
    void fewAccountsShareDevices() {
        Map<Integer, Integer> owners = new HashMap<>();

        for (Account account : Accounts.of(GROUP)) {
            devices(account, 50).keySet().forEach(device -> owners.merge(device, 1, Integer::sum));
        }

        // 2000 of 40,000 numbers: 50 collisions are expected, with a standard deviation of 7.
        assertThat(owners.values().stream().filter(count -> count > 1).count()).isLessThan(80);
    }

    @Test
    void homeBranchIsUsedMostOften() {
        Account account = GROUP.account(0);
        int[] counts = new int[Account.BRANCHES + 1];
        KeyedRandom random = new KeyedRandom(1, 2);

        for (int i = 0; i < DRAWS; i++) {
            counts[account.branch(random)]++;
        }

        // 90 % and a tenth of the rest; four standard deviations of a binomial distribution of 20,000.
        assertThat(counts[account.homeBranch()] / (double) DRAWS).isCloseTo(0.91, within(0.0081));
        for (int branch = 1; branch <= Account.BRANCHES; branch++) {
            if (branch != account.homeBranch()) {
                assertThat(counts[branch] / (double) DRAWS).isCloseTo(0.01, within(0.0029));
            }
        }
    }

    @Test
    void homeCityIsUsedMostOften() {
        Account account = GROUP.account(0);
        Map<Location, Integer> counts = new HashMap<>();
        KeyedRandom random = new KeyedRandom(1, 3);

        for (int i = 0; i < DRAWS; i++) {
            counts.merge(account.city(random), 1, Integer::sum);
        }

        // 95 % and an eighth of the rest; four standard deviations of a binomial distribution of 20,000.
        assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(Location.CITIES);
        assertThat(counts.remove(account.homeCity()) / (double) DRAWS).isCloseTo(0.95625, within(0.0058));
        assertThat(counts.values()).allMatch(count -> Math.abs(count / (double) DRAWS - 0.00625) < 0.0023);
    }

    /** The devices in a number of draws, with their counts. */
    private static Map<Integer, Integer> devices(Account account, int draws) {
        Map<Integer, Integer> counts = new HashMap<>();
        KeyedRandom random = new KeyedRandom(1, account.slot());
        for (int i = 0; i < draws; i++) {
            counts.merge(account.usualDevice(random), 1, Integer::sum);
        }
        return counts;
    }
}
