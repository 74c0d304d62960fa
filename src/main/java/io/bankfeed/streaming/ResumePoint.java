package io.bankfeed.streaming;

import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a client that comes back goes on.
 *
 * @param position the number of the event after which it goes on
 * @param gap what it is told first, as JSON, because events are missing; null if none are
 */
public record ResumePoint(long position, @Nullable String gap) {

    /**
     * Finds it.
     *
     * @param lastEventId the last event that the client has
     * @param epoch which run of the service this is
     * @param recurs whether a run before may have had the same epoch
     * @param newest the number of the newest event, 0 before the first
     * @param oldest the number of the oldest event held
     * @param oldestToResume the number of the event with which to begin who has missed some
     * @throws ProblemException if it cannot be an id of this stream
     */
    public static ResumePoint after(
            String lastEventId, String epoch, boolean recurs, long newest, long oldest, long oldestToResume) {
        Optional<EventId> parsed = EventId.parse(lastEventId);
        if (parsed.isEmpty()) {
            throw notAnId(lastEventId, "is not an id of this stream");
        }
        EventId id = parsed.get();
        boolean ofThisRun = id.epoch().equals(epoch);
        if (ofThisRun && id.sequence() > newest) {
            if (!recurs) {
                throw notAnId(lastEventId, "has not been sent yet");
            }
            ofThisRun = false;
        }
        if (ofThisRun && id.sequence() + 1 >= oldest) {
            return new ResumePoint(id.sequence(), null);
        }
        return new ResumePoint(
                oldestToResume - 1,
                "{\"reason\":\"" + (ofThisRun ? "expired" : "restarted") + "\",\"requested\":\"" + id
                        + "\",\"resumed_from\":\"" + new EventId(epoch, oldestToResume) + "\"}");
    }

    private static ProblemException notAnId(String received, String wrong) {
        return ProblemException.ofParameter(
                StreamRequest.LAST_EVENT_ID,
                "must be the id of an event that was received, or be left out, but \"" + ProblemText.shortened(received)
                        + "\" " + wrong);
    }
}
