package io.bankfeed.core.bank;

import io.bankfeed.core.random.LogNormal;
import io.bankfeed.core.random.UniformRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Accounts for tests. */
final class Accounts {

    /** Two profiles that differ from each other and from the ordinary one. */
    static final List<AccountProfile> TWO_PROFILES = List.of(
            new AccountProfile(0.025, new UniformRange(200, 800), new LogNormal(13, 1.5), new LogNormal(14, 1.2), 0.05),
            new AccountProfile(0.1, new UniformRange(1, 49), new UniformRange(5, 9), new LogNormal(12, 1.8), 0.15));

    private Accounts() {}

    static List<Account> of(AccountGroup group) {
        return IntStream.range(0, group.size()).mapToObj(group::account).toList();
    }

    /** All accounts of a population with a number of groups besides the ordinary one. */
    static List<Account> of(Population population, int groups) {
        List<Account> accounts = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            accounts.addAll(of(population.group(group)));
        }
        accounts.addAll(of(population.ordinary()));
        return accounts;
    }
}
