package io.bankfeed.core.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.transaction.Transaction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same seed, times and settings give the same bytes. */
final class ReproducibilityTest {

    private static final int COUNT = 100_000;

    private static final Traffic TRAFFIC = new Traffic(0.2, Traffic.ACCOUNTS, 1_234_567);

    // INVARIANT: the digest is the same on every machine, Java release and native image. If it changes, so does every
    // dataset generated from a seed, which requires a new major version and an entry in the changelog.
    @Test
    void bytesAreTheSameOnEveryMachine() throws NoSuchAlgorithmException {
        assertThat(sha256(TRAFFIC.draw(Traffic.sampler(Traffic.ACCOUNTS, Map.of()), COUNT)))
                .isEqualTo("3573210d8baeb7e8b4ecb8e3a0226d9d556d21503f3ff5d2271db962bc3543eb");
    }

    @Test
    void differentSeedGivesDifferentTransactions() {
        List<Drawn> one = TRAFFIC.draw(samplerOf(1), 1000);
        List<Drawn> other = TRAFFIC.draw(samplerOf(2), 1000);

        assertThat(IntStream.range(0, 1000)
                        .filter(i -> one.get(i).transaction().amountVnd()
                                == other.get(i).transaction().amountVnd()))
                .isEmpty();
    }

    @Test
    void transactionsExceptTheirFrequencyDoNotDependOnOthers() {
        List<Drawn> inOrder = TRAFFIC.draw(samplerOf(1), 5000);
        List<Integer> order = new ArrayList<>(IntStream.range(0, 5000).boxed().toList());
        Collections.shuffle(order, new Random(1));

        LiveSampler sampler = samplerOf(1);
        for (int i : order) {
            Drawn expected = inOrder.get(i);
            sampler.draw(i + 1, expected.nowMicros(), TRAFFIC.fraudRate(), (transaction, label) -> {
                assertThat(label).isEqualTo(expected.label());
                assertThat(withoutFrequency(transaction)).isEqualTo(withoutFrequency(expected.transaction()));
            });
        }
    }

    @Test
    void severalThreadsGiveTheSameTransactionsAsOne() throws Exception {
        int threads = 4;
        int each = 10_000;
        List<Drawn> inOrder = TRAFFIC.draw(samplerOf(1), threads * each);
        LiveSampler sampler = samplerOf(1);
        List<Callable<List<Transaction>>> tasks = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            List<Drawn> part = inOrder.subList(thread * each, (thread + 1) * each);
            tasks.add(() -> drawAgain(sampler, part));
        }

        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Transaction> drawn = new ArrayList<>();
        try {
            for (Future<List<Transaction>> part : executor.invokeAll(tasks)) {
                drawn.addAll(part.get());
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(drawn.stream().map(ReproducibilityTest::withoutFrequency))
                .isEqualTo(inOrder.stream()
                        .map(one -> withoutFrequency(one.transaction()))
                        .toList());
    }

    private static List<Transaction> drawAgain(LiveSampler sampler, List<Drawn> part) {
        List<Transaction> transactions = new ArrayList<>();
        for (Drawn one : part) {
            sampler.draw(
                    one.transaction().number(),
                    one.nowMicros(),
                    TRAFFIC.fraudRate(),
                    (transaction, label) -> transactions.add(transaction));
        }
        return transactions;
    }

    private static LiveSampler samplerOf(long seed) {
        return new LiveSampler(seed, Traffic.ACCOUNTS, Traffic.FIRST_ACCOUNT, FraudPattern.ALL, Map.of());
    }

    private static Transaction withoutFrequency(Transaction t) {
        return new Transaction(
                t.number(),
                t.accountNumber(),
                t.branchId(),
                t.amountVnd(),
                t.timestampMicros(),
                t.location(),
                t.deviceNumber(),
                t.newDevice(),
                t.biometricFailureCount(),
                0,
                t.totalLoansVnd(),
                t.numTransactions(),
                t.nonPerformingLoan(),
                t.totalDepositsVnd(),
                t.feesVnd());
    }

    private static String sha256(List<Drawn> all) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        AsciiBuffer out = new AsciiBuffer(TransactionEncoder.TYPICAL_BYTES);
        TransactionEncoder encoder = new TransactionEncoder(out);
        for (Drawn drawn : all) {
            out.clear();
            encoder.append(drawn.transaction());
            digest.update(out.append('\n').asByteBuffer());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
