package io.bankfeed.security;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tickets that are open: each lets its holder open one stream, once and soon. Held by their digests, so that looking one
 * up tells nothing of the others by its time. Thread-safe.
 */
final class Tickets {

    private static final int BYTES = 24;

    private record Open(Caller caller, long endNanos) {}

    private final SecureRandom random;
    private final LongSupplier nanoTime;
    private final long lifetimeNanos;
    private final int maxOpen;

    /** In the order in which they end, since all live equally long. */
    private final Map<String, Open> open = new LinkedHashMap<>();

    Tickets(SecureRandom random, LongSupplier nanoTime, long lifetimeNanos, int maxOpen) {
        this.random = random;
        this.nanoTime = nanoTime;
        this.lifetimeNanos = lifetimeNanos;
        this.maxOpen = maxOpen;
    }

    /** A ticket for a caller, who may read with it; empty if too many are open. */
    synchronized Optional<String> open(Caller caller) {
        long now = nanoTime.getAsLong();
        removeEnded(now);
        if (open.size() >= maxOpen) {
            return Optional.empty();
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(digest(ticket), new Open(caller, now + lifetimeNanos));
        return Optional.of(ticket);
    }

    /** Who opened a ticket, which is closed by this; null if it is none, was used or has ended. */
    @Nullable
    Caller use(String ticket) {
        if (ticket.length() > ApiKeys.MOST_CHARACTERS) {
            return null;
        }
        String digest = digest(ticket);
        synchronized (this) {
            removeEnded(nanoTime.getAsLong());
            Open used = open.remove(digest);
            return used == null ? null : used.caller;
        }
    }

    private void removeEnded(long now) {
        Iterator<Open> all = open.values().iterator();
        while (all.hasNext() && all.next().endNanos - now <= 0) {
            all.remove();
        }
    }

    private static String digest(String ticket) {
        return HexFormat.of().formatHex(Arrays.copyOf(ApiKeys.sha256(ticket), BYTES));
    }
}
