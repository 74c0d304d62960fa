package io.bankfeed.deployment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.streaming.EventStreamClient;
import io.bankfeed.streaming.EventStreamClient.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops the package while it has subscribers, and starts it again. */
class RestartIT {

    private static final int SUBSCRIBERS = 200;

    private static final Map<String, String> SETTINGS =
            Map.of("BANKFEED_FREQUENCY_SECONDS", "0.1", "BANKFEED_SEED", "42");

    @TempDir
    private Path before;

    @TempDir
    private Path after;

    @Test
    void everySubscriberReceivesAGapAndResumes() throws Exception {
        List<String> lasts = new ArrayList<>();
        try (PackagedService service = PackagedService.ready(before, SETTINGS)) {
            List<EventStreamClient> subscribers = new ArrayList<>();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                subscribers.add(new EventStreamClient(service.port(), "/stream"));
            }
            for (EventStreamClient subscriber : subscribers) {
                lasts.addAll(subscriber.ids(1));
            }
            assertThat(service.endsWithin(Duration.ofSeconds(30))).isTrue();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                lasts.set(i, lastOf(subscribers.get(i), lasts.get(i)));
            }
        }
        assertThat(lasts).hasSize(SUBSCRIBERS);

        try (PackagedService service = PackagedService.ready(after, SETTINGS)) {
            for (String last : lasts) {
                try (EventStreamClient subscriber =
                        new EventStreamClient(service.port(), "/stream", "Last-Event-ID: " + last)) {
                    assertThat(subscriber.status()).as(last).isEqualTo(200);
                    Event gap = requireNonNull(subscriber.next());
                    assertThat(gap.event()).isEqualTo("gap");
                    assertThat(gap.data())
                            .startsWith("{\"reason\":\"restarted\",\"requested\":\"" + last + "\",\"resumed_from\":\"");
                    String from = gap.data().replaceAll(".*\"resumed_from\":\"([^\"]+)\".*", "$1");
                    assertThat(subscriber.ids(2)).startsWith(from).doesNotHaveDuplicates();
                }
            }
        }
    }

    /** The id of the last event before the service completes the stream. */
    private static String lastOf(EventStreamClient subscriber, String first) throws IOException {
        try (subscriber) {
            String last = first;
            for (Event event = subscriber.next(); event != null; event = subscriber.next()) {
                last = requireNonNull(event.id());
            }
            return last;
        }
    }
}
