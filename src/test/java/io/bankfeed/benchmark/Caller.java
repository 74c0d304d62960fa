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
 * A client that sends requests at a fixed rate, and as fast as possible in the last five seconds of each minute.
 * One in six is bad; some of those are abandoned before the response.
 */
final class Caller implements Runnable {

    private static final int SECONDS_AT_FULL_SPEED = 5;
    private static final int TOO_EARLY = 425;
    private static final int TOO_LARGE = 413;

    /** The default maximum is 4, but completed datasets may still be counted for a moment. */
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

    /** @param calls counts all calls, including abandoned ones */
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
                    // Late calls are skipped.
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

    /** Retries for up to a second while a label is pending because an earlier transaction is being generated. */
    private HttpResponse<byte[]> send(Call call) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(call.request(), BodyHandlers.ofByteArray());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (response.statusCode() == TOO_EARLY && System.nanoTime() < end) {
            response = client.send(call.request(), BodyHandlers.ofByteArray());
        }
        return response;
    }

    /** Sends bytes and closes the connection without reading a response, half of the time with a reset. */
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
