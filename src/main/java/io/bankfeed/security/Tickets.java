package io.bankfeed.security;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
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

    /** What one caller may have open of all, so that it does not take those of the others. */
    private static final int PART_OF_ONE_CALLER = 10;

    private record Open(Caller caller, long endNanos) {}

    private final SecureRandom random;
    private final LongSupplier nanoTime;
    private final long lifetimeNanos;
    private final int maxOpen;
    private final int maxOfOneCaller;

    /** In the order in which they end, since all live equally long. */
    private final Map<String, Open> open = new LinkedHashMap<>();

    private final Map<String, Integer> openByCaller = new HashMap<>();

    Tickets(SecureRandom random, LongSupplier nanoTime, long lifetimeNanos, int maxOpen) {
        this.random = random;
        this.nanoTime = nanoTime;
        this.lifetimeNanos = lifetimeNanos;
        this.maxOpen = maxOpen;
        maxOfOneCaller = Math.max(1, maxOpen / PART_OF_ONE_CALLER);
    }

    /** A ticket for a caller, who may read with it; empty if too many are open, of all or of this caller. */
    synchronized Optional<String> open(Caller caller) {
        long now = nanoTime.getAsLong();
        removeEnded(now);
        int ofCaller = openByCaller.getOrDefault(caller.name(), 0);
        if (open.size() >= maxOpen || ofCaller >= maxOfOneCaller) {
            return Optional.empty();
        }
        openByCaller.put(caller.name(), ofCaller + 1);
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(digest(ticket), new Open(caller, now + lifetimeNanos));
        return Optional.of(ticket);
    }

    /** Who opened a ticket, which is closed by this; null if it is none, was used or has ended. */
    @Nullable
    Caller use(String ticket) {
        if (ticket.length() > ApiKeys.MAX_CHARACTERS) {
            return null;
        }
        String digest = digest(ticket);
        synchronized (this) {
            removeEnded(nanoTime.getAsLong());
            Open used = open.remove(digest);
            if (used == null) {
                return null;
            }
            closed(used);
            return used.caller;
        }
    }

    private void closed(Open ticket) {
        openByCaller.computeIfPresent(ticket.caller.name(), (name, count) -> count == 1 ? null : count - 1);
    }

    private void removeEnded(long now) {
        Iterator<Open> all = open.values().iterator();
        while (all.hasNext()) {
            Open oldest = all.next();
            if (oldest.endNanos - now > 0) {
                return;
            }
            all.remove();
            closed(oldest);
        }
    }

    private static String digest(String ticket) {
        return HexFormat.of().formatHex(Arrays.copyOf(ApiKeys.sha256(ticket), BYTES));
    }
}
