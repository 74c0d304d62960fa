package io.bankfeed.security;

import io.quarkus.security.identity.SecurityIdentity;
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
 * The open tickets. Each opens one stream, once, before it expires. They are held as digests, so that the time of a
 * lookup reveals nothing about other tickets. Thread-safe.
 */
final class Tickets {

    private static final int BYTES = 24;

    /** A caller can have a tenth of all tickets, so that it does not exhaust those of the others. */
    private static final int CALLER_SHARE = 10;

    private record Open(SecurityIdentity caller, long expiryNanos) {}

    private final SecureRandom random;
    private final LongSupplier nanoTime;
    private final long lifetimeNanos;
    private final int maxOpen;
    private final int maxPerCaller;

    /** In order of expiry, since all tickets have the same lifetime. */
    private final Map<String, Open> open = new LinkedHashMap<>();

    private final Map<String, Integer> openByCaller = new HashMap<>();

    Tickets(SecureRandom random, LongSupplier nanoTime, long lifetimeNanos, int maxOpen) {
        this.random = random;
        this.nanoTime = nanoTime;
        this.lifetimeNanos = lifetimeNanos;
        this.maxOpen = maxOpen;
        maxPerCaller = Math.max(1, maxOpen / CALLER_SHARE);
    }

    /** Opens a ticket for a caller; empty if too many are open, in total or of this caller. */
    synchronized Optional<String> open(SecurityIdentity caller) {
        long now = nanoTime.getAsLong();
        removeExpired(now);
        int openOfCaller = openByCaller.getOrDefault(caller.getPrincipal().getName(), 0);
        if (open.size() >= maxOpen || openOfCaller >= maxPerCaller) {
            return Optional.empty();
        }
        openByCaller.put(caller.getPrincipal().getName(), openOfCaller + 1);
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(digest(ticket), new Open(caller, now + lifetimeNanos));
        return Optional.of(ticket);
    }

    /** Uses up a ticket, and returns the caller that opened it; null if it is invalid, already used, or expired. */
    @Nullable
    SecurityIdentity use(String ticket) {
        if (ticket.length() > ApiKeys.MAX_CHARACTERS) {
            return null;
        }
        String digest = digest(ticket);
        synchronized (this) {
            removeExpired(nanoTime.getAsLong());
            Open used = open.remove(digest);
            if (used == null) {
                return null;
            }
            closed(used);
            return used.caller;
        }
    }

    private void closed(Open ticket) {
        openByCaller.computeIfPresent(
                ticket.caller.getPrincipal().getName(), (name, count) -> count == 1 ? null : count - 1);
    }

    private void removeExpired(long now) {
        Iterator<Open> all = open.values().iterator();
        while (all.hasNext()) {
            Open oldest = all.next();
            if (oldest.expiryNanos - now > 0) {
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
