package io.bankfeed.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketsTest {

    private static final SecurityIdentity CALLER = Authenticator.identity("key:one", Set.of(Role.READER));
    private static final long LIFETIME_NANOS = 1_000;

    /** Just before the clock overflows. */
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 500);

    private final Tickets tickets = new Tickets(new SecureRandom(), nanoTime::get, LIFETIME_NANOS, 30);

    @Test
    void ticketIsUsableOnce() {
        String ticket = tickets.open(CALLER).orElseThrow();

        assertThat(tickets.use(ticket)).isEqualTo(CALLER);
        assertThat(tickets.use(ticket)).isNull();
    }

    @Test
    void aTicketEnds() {
        String early = tickets.open(CALLER).orElseThrow();
        String late = tickets.open(CALLER).orElseThrow();

        nanoTime.addAndGet(LIFETIME_NANOS - 1);
        assertThat(tickets.use(early)).isEqualTo(CALLER);
        nanoTime.addAndGet(1);
        assertThat(tickets.use(late)).isNull();
    }

    @Test
    void openTicketsPerCallerAreLimited() {
        String used = tickets.open(CALLER).orElseThrow();
        tickets.open(CALLER);
        tickets.open(CALLER);

        assertThat(tickets.open(CALLER)).isEmpty();
        tickets.use(used);
        assertThat(tickets.open(CALLER)).isPresent();
        assertThat(tickets.open(CALLER)).isEmpty();
        assertThat(tickets.open(caller(1))).isPresent();
        nanoTime.addAndGet(LIFETIME_NANOS);
        assertThat(tickets.open(CALLER)).isPresent();
    }

    @Test
    void openTicketsAreLimited() {
        for (int i = 0; i < 30; i++) {
            assertThat(tickets.open(caller(i))).isPresent();
        }

        assertThat(tickets.open(CALLER)).isEmpty();
        nanoTime.addAndGet(LIFETIME_NANOS);
        assertThat(tickets.open(CALLER)).isPresent();
    }

    @Test
    void ticketsAreUniqueAndUrlSafe() {
        Tickets many = new Tickets(new SecureRandom(), nanoTime::get, LIFETIME_NANOS, 100_000);
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            texts.add(many.open(CALLER).orElseThrow());
        }

        assertThat(texts).hasSize(10_000).allMatch(text -> text.matches("[A-Za-z0-9_-]{32}"));
    }

    private static SecurityIdentity caller(int number) {
        return Authenticator.identity("key:" + number, Set.of(Role.READER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\u00e4", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void otherTextsAreInvalid(String text) {
        tickets.open(CALLER);

        assertThat(tickets.use(text)).isNull();
        assertThat(tickets.use(text + "x".repeat(ApiKeys.MAX_CHARACTERS))).isNull();
    }
}
