package io.bankfeed.core.encoding;

import static io.bankfeed.core.transaction.IsoTime.micros;

import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Transactions for tests. */
final class Transactions {

    /** An ordinary one. */
    static final Transaction PLAIN = new Transaction(
            42,
            1007,
            3,
            1_250_000,
            micros("2026-11-22T17:03:12.123456+07:00"),
            Location.DA_NANG,
            23_456,
            false,
            0,
            1,
            442_413,
            275,
            false,
            488_942,
            489);

    /** To a person of another bank. */
    static final Payment TRANSFER = new Payment(TransactionType.TRANSFER, Channel.MOBILE, 1234, 7, Payment.NO_MERCHANT);

    private Transactions() {}

    /** A transaction with random values of any size, also those of its payment. */
    static Transaction anyPaid(Random random) {
        TransactionType type = TransactionType.values()[random.nextInt(TransactionType.values().length)];
        Channel channel = Channel.values()[random.nextInt(Channel.values().length)];
        int category = random.nextBoolean() ? Payment.NO_MERCHANT : 1 + random.nextInt(9999);
        return any(random)
                .withPayment(new Payment(type, channel, (int) anyNumber(random, 31), 1 + random.nextInt(12), category));
    }

    /** A label with random values of any size. */
    static Label anyLabel(Random random) {
        String fraudType = List.of("normal", "loan_fraud", "p2").get(random.nextInt(3));
        if (random.nextBoolean()) {
            return new Label(fraudType);
        }
        String type = List.of("bust_out", "x").get(random.nextInt(2));
        int step = 1 + random.nextInt(20);
        return new Label(
                fraudType,
                new ScenarioStep(
                        random.nextLong(), type, step, step + random.nextInt(20), "mule_1", anyNumber(random, 40)));
    }

    /** A transaction with random values of any size. */
    static Transaction any(Random random) {
        List<Location> locations = new ArrayList<>(List.of(Location.values()));
        Collections.shuffle(locations, random);
        long firstMicros = micros("1970-01-01T00:00:00+07:00");
        long lastMicros = micros("2199-12-31T23:59:59.999999+07:00");
        return new Transaction(
                anyNumber(random, 62) + 1,
                (int) anyNumber(random, 31),
                1 + random.nextInt(10),
                anyNumber(random, 63),
                firstMicros + (long) (random.nextDouble() * (lastMicros - firstMicros)),
                locations.get(0),
                10_000 + random.nextInt(90_000),
                random.nextBoolean(),
                random.nextInt(6),
                1 + (int) anyNumber(random, 30),
                anyNumber(random, 63),
                (int) anyNumber(random, 31),
                random.nextBoolean(),
                anyNumber(random, 63),
                anyNumber(random, 63));
    }

    /** A random number of up to {@code maxBits} bits. */
    private static long anyNumber(Random random, int maxBits) {
        return random.nextLong() & (1L << random.nextInt(maxBits + 1)) - 1;
    }
}
