package io.bankfeed.benchmark;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * A client that sends requests at a fixed rate, and for the last five seconds of each minute as fast as they are answered.
 * One of six is bad; some of those are abandoned before the answer.
 */
final class Caller implements Runnable {

    private static final int SECONDS_AT_FULL_SPEED = 5;
    private static final int TOO_EARLY = 425;
    private static final int TOO_LARGE = 413;

    /** The service generates four at once by default; one that is complete may still be counted. */
    private static final Semaphore DATASETS = new Semaphore(2);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Service service;
    private final double callsPerSecond;
    private final Unexpected unexpected;
    private final BooleanSupplier over;
    private final LongAdder calls;
    private final Random random;
    private final GoodCalls good;
    private final BadCalls bad;

    /** @param calls counts each call, also those that are abandoned */
    Caller(
            Service service,
            double callsPerSecond,
            long seed,
            Unexpected unexpected,
            BooleanSupplier over,
            LongAdder calls) {
        this.service = service;
        this.callsPerSecond = callsPerSecond;
        this.unexpected = unexpected;
        this.over = over;
        this.calls = calls;
        random = new Random(seed);
        good = new GoodCalls(service, random);
        bad = new BadCalls(service, random);
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        long due = start;
        try {
            while (!over.getAsBoolean()) {
                long now = System.nanoTime();
                boolean fullSpeed = TimeUnit.NANOSECONDS.toSeconds(now - start) % 60 >= 60 - SECONDS_AT_FULL_SPEED;
                if (fullSpeed || due < now) {
                    // Calls that are late are not made up for.
                    due = now;
                } else {
                    TimeUnit.NANOSECONDS.sleep(due - now);
                }
                due += (long) (1e9 / callsPerSecond);
                next();
                calls.increment();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() throws InterruptedException {
        switch (random.nextInt(36)) {
            case 0 -> abandon(bad.nextAbandoned());
            case 1, 2, 3, 4, 5 -> call(bad.next());
            default -> call(good.next());
        }
    }

    private void call(Call call) throws InterruptedException {
        boolean dataset = call.name().startsWith("GET /datasets");
        if (dataset) {
            DATASETS.acquire();
        }
        try {
            HttpResponse<byte[]> response = send(call);
            if (!call.isAnsweredBy(response)) {
                unexpected.add(call.name() + " was answered " + response.statusCode()
                        + (response.statusCode() == call.status() ? " with an unexpected body" : ""));
            }
        } catch (IOException e) {
            // The service need not read all of a body that is too large.
            if (call.status() != TOO_LARGE) {
                unexpected.add(call.name(), e);
            }
        } finally {
            if (dataset) {
                DATASETS.release();
            }
        }
    }

    /** Asks again while a label is not known because an earlier transaction is still being made, for a second at most. */
    private HttpResponse<byte[]> send(Call call) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(call.request(), BodyHandlers.ofByteArray());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (response.statusCode() == TOO_EARLY && System.nanoTime() < end) {
            response = client.send(call.request(), BodyHandlers.ofByteArray());
        }
        return response;
    }

    /** Sends bytes and closes the connection without reading an answer, half of the time by a reset. */
    private void abandon(String request) {
        try (Socket socket = new Socket()) {
            socket.connect(service.address());
            if (random.nextBoolean()) {
                socket.setSoLinger(true, 0);
            }
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            unexpected.add("a request that is abandoned", e);
        }
    }
}
