package io.bankfeed.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client: a connection on which requests go out at their time, one of six a bad one. For the last five seconds of each
 * minute it asks again as soon as it has an answer.
 */
final class Caller implements Runnable {

    private static final int SECONDS_AT_FULL_SPEED = 5;
    private static final int TOO_EARLY = 425;
    private static final int ONE_OF_SO_MANY_IS_BAD = 6;

    /** The service makes four at once; one that is complete is perhaps still counted. */
    private static final Semaphore DATASETS = new Semaphore(2);

    private final InetSocketAddress address;
    private final double perSecond;
    private final Mishaps mishaps;
    private final BooleanSupplier over;
    private final LongAdder answers;
    private final Random random;
    private final GoodCalls good;
    private final BadCalls bad;
    private @Nullable Conversation kept;

    /** @param answers is told each call, those that are cut too */
    Caller(
            InetSocketAddress address,
            double perSecond,
            long seed,
            Mishaps mishaps,
            BooleanSupplier over,
            LongAdder answers) {
        this.address = address;
        this.perSecond = perSecond;
        this.mishaps = mishaps;
        this.over = over;
        this.answers = answers;
        random = new Random(seed);
        good = new GoodCalls(random);
        bad = new BadCalls(random);
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        long due = start;
        while (!over.getAsBoolean()) {
            long now = System.nanoTime();
            boolean fullSpeed = TimeUnit.NANOSECONDS.toSeconds(now - start) % 60 >= 60 - SECONDS_AT_FULL_SPEED;
            if (fullSpeed || due < now) {
                // What was missed is not caught up with.
                due = now;
            } else {
                try {
                    TimeUnit.NANOSECONDS.sleep(due - now);
                } catch (InterruptedException e) {
                    break;
                }
            }
            due += (long) (1e9 / perSecond);
            call(random.nextInt(ONE_OF_SO_MANY_IS_BAD) == 0 ? bad.next() : good.next());
        }
        hangUp();
    }

    private void call(Call call) {
        boolean dataset = GoodCalls.isDataset(call);
        try {
            if (dataset) {
                DATASETS.acquireUninterruptibly();
            }
            switch (call.manner()) {
                case KEPT -> {
                    if (kept == null) {
                        kept = new Conversation(address);
                    }
                    check(call, known(kept, call.request()));
                }
                case ALONE -> {
                    try (Conversation alone = new Conversation(address)) {
                        check(call, alone.ask(call.request()));
                    }
                }
                case CUT -> {
                    try (Conversation cut = new Conversation(address)) {
                        cut.cutAfter(call.request(), random.nextBoolean());
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            mishaps.add(call.name(), e);
            hangUp();
        } finally {
            if (dataset) {
                DATASETS.release();
            }
            answers.increment();
        }
    }

    /** A label is too early while an earlier transaction is still in the making: that takes no longer than a batch. */
    private static Conversation.Answer known(Conversation conversation, byte[] request) throws IOException {
        Conversation.Answer answer = conversation.ask(request);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (answer.status() == TOO_EARLY && System.nanoTime() < end) {
            answer = conversation.ask(request);
        }
        return answer;
    }

    private void check(Call call, Conversation.Answer answer) throws IOException {
        if (answer.status() != call.status()) {
            mishaps.add(call.name() + ": " + answer.status() + " instead of " + call.status());
        } else if (!call.check().isAsExpected(answer.body())) {
            mishaps.add(call.name() + ": " + answer.status() + " with a body that is not as expected");
        }
    }

    private void hangUp() {
        if (kept != null) {
            try {
                kept.close();
            } catch (IOException e) {
                mishaps.add("closing", e);
            }
            kept = null;
        }
    }
}
