package io.bankfeed.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The clients and what each has left, in bounded memory. Only a client that would be as it is now if it came anew is
 * forgotten: whose units are all there and who holds nothing open. If there is none, those who come share the units of
 * one, so that nobody gets new units by making others come. Thread-safe.
 */
final class Clients {

    /** Looking for who can be forgotten takes time with each client; a flood of them must not make it be done often. */
    private static final long SWEEP_NANOS = 1_000_000_000;

    private final Map<String, Client> clients = new HashMap<>();
    private final long rate;
    private final long burst;
    private final int maxClients;
    private final TimeMeter time;
    private final Client others;
    private long nextSweepNanos;

    Clients(long rate, long burst, int maxClients, TimeMeter time) {
        this.rate = rate;
        this.burst = burst;
        this.maxClients = maxClients;
        this.time = time;
        others = newClient();
        nextSweepNanos = time.currentTimeNanos();
    }

    /**
     * Takes units from a client, or says how long it must wait for them. What costs more than the burst takes all of it.
     */
    synchronized ConsumptionProbe take(String name, long cost) {
        return client(name).bucket.tryConsumeAndReturnRemaining(Math.min(cost, burst));
    }

    /** Gives units back that were taken for nothing, and says what is left. */
    synchronized long giveBack(String name, long units) {
        Bucket bucket = client(name).bucket;
        bucket.addTokens(units);
        return bucket.getAvailableTokens();
    }

    /**
     * Gives a client a place for what stays open.
     *
     * @return what gives the place back, however often it is run; null if the client has as many as it may
     */
    synchronized @Nullable Runnable open(String name, boolean isDataset, int most) {
        Client client = client(name);
        if ((isDataset ? client.datasets : client.streams) >= most) {
            return null;
        }
        count(client, isDataset, 1);
        boolean[] isOpen = {true};
        return () -> {
            synchronized (this) {
                if (isOpen[0]) {
                    isOpen[0] = false;
                    count(client, isDataset, -1);
                }
            }
        };
    }

    synchronized int size() {
        return clients.size();
    }

    private static void count(Client client, boolean isDataset, int change) {
        if (isDataset) {
            client.datasets += change;
        } else {
            client.streams += change;
        }
    }

    private Client client(String name) {
        Client known = clients.get(name);
        if (known != null) {
            return known;
        }
        if (clients.size() >= maxClients) {
            long now = time.currentTimeNanos();
            if (now - nextSweepNanos >= 0) {
                nextSweepNanos = now + SWEEP_NANOS;
                clients.values().removeIf(client -> client.isAsNew(burst));
            }
            if (clients.size() >= maxClients) {
                return others;
            }
        }
        Client client = newClient();
        clients.put(name, client);
        return client;
    }

    private Client newClient() {
        return new Client(Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(rate, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build());
    }
}
