package io.bankfeed.streaming;

import io.bankfeed.http.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription starts.
 *
 * @param position the number of the event after which it starts
 * @param gap the data of the {@code gap} event that the client gets first, as JSON; null if no events are missing
 */
public record ResumePoint(long position, @Nullable String gap) {

    /**
     * Finds where a returning client continues: after the latest of its events that this run of the service has sent.
     *
     * @param received events that the client received, at least one. A client that reconnects by itself can send
     *     several: its URL still has the id with which it once started
     * @param newest the id of the newest event; its number is 0 before the first
     * @param epochRecurs whether an earlier run may have had the same epoch
     * @param oldest the number of the oldest event retained
     * @param oldestToResume where a client that has missed events starts
     * @throws ProblemException if an id cannot be from this stream
     */
    static ResumePoint after(
            List<EventId> received, EventId newest, boolean epochRecurs, long oldest, long oldestToResume) {
        Optional<EventId> latest = received.stream()
                .filter(id -> id.sequence() <= newest.sequence() && id.equals(newest.withSequence(id.sequence())))
                .max(Comparator.comparingLong(EventId::sequence));
        if (latest.isPresent() && latest.get().sequence() + 1 >= oldest) {
            return new ResumePoint(latest.get().sequence(), null);
        }
        if (latest.isEmpty()) {
            received.forEach(id -> requireEarlierRun(id, newest, epochRecurs));
        }
        return new ResumePoint(
                oldestToResume - 1,
                gap(latest.isPresent(), latest.orElse(received.get(0)), newest.withSequence(oldestToResume)));
    }

    /**
     * The data of a {@code gap} event, as JSON.
     *
     * @param expired whether what follows the requested id is no longer held; otherwise the id is of an earlier run
     */
    public static String gap(boolean expired, Object requested, Object resumedFrom) {
        return "{\"reason\":\"" + (expired ? "expired" : "restarted") + "\",\"requested\":\"" + requested
                + "\",\"resumed_from\":\"" + resumedFrom + "\"}";
    }

    private static void requireEarlierRun(EventId id, EventId newest, boolean epochRecurs) {
        if (!id.epoch().equals(newest.epoch())) {
            return;
        }
        if (!id.stream().equals(newest.stream())) {
            throw StreamRequest.invalidId(id.toString(), "is an id of another stream");
        }
        if (!epochRecurs) {
            throw StreamRequest.invalidId(id.toString(), "has not been sent yet");
        }
    }
}
