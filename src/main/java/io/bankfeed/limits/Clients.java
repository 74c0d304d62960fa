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
 * The remaining units and open streams of each client, in bounded memory. Only idle clients are evicted: those with all
 * their units and nothing open. If there are none, new clients share one bucket, so that no client regains units by
 * being evicted. Thread-safe.
 */
final class Clients {

    /** Eviction scans all clients, so a flood of new clients must not trigger it too often. */
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

    /** Takes units from a client, if it has enough. A cost above the burst takes the whole burst. */
    synchronized ConsumptionProbe take(String name, long cost) {
        return client(name).bucket.tryConsumeAndReturnRemaining(Math.min(cost, burst));
    }

    /** Refunds units to a client, and returns how many it has. */
    synchronized long refund(String name, long units) {
        Bucket bucket = client(name).bucket;
        bucket.addTokens(units);
        return bucket.getAvailableTokens();
    }

    /**
     * Opens one of the streams or datasets of a client.
     *
     * @return closes it, and may run more than once; null if the client has reached the maximum
     */
    synchronized @Nullable Runnable open(String name, boolean isDataset, int max) {
        Client client = client(name);
        if ((isDataset ? client.datasets : client.streams) >= max) {
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
                clients.values().removeIf(client -> client.isIdle(burst));
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
