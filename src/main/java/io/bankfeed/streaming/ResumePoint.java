package io.bankfeed.streaming;

import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemText;
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
     * Finds where a returning client continues.
     *
     * @param lastEventId the last event that the client received
     * @param epoch identifies this run of the service
     * @param epochRecurs whether an earlier run may have had the same epoch
     * @param newest the number of the newest event, 0 before the first
     * @param oldest the number of the oldest event retained
     * @param oldestToResume where a client that has missed events starts
     * @throws ProblemException if the id cannot be from this stream
     */
    public static ResumePoint after(
            String lastEventId, String epoch, boolean epochRecurs, long newest, long oldest, long oldestToResume) {
        Optional<EventId> parsed = EventId.parse(lastEventId);
        if (parsed.isEmpty()) {
            throw invalid(lastEventId, "is not an id of this stream");
        }
        EventId id = parsed.get();
        boolean fromThisRun = id.epoch().equals(epoch);
        if (fromThisRun && id.sequence() > newest) {
            if (!epochRecurs) {
                throw invalid(lastEventId, "has not been sent yet");
            }
            fromThisRun = false;
        }
        if (fromThisRun && id.sequence() + 1 >= oldest) {
            return new ResumePoint(id.sequence(), null);
        }
        return new ResumePoint(
                oldestToResume - 1,
                "{\"reason\":\"" + (fromThisRun ? "expired" : "restarted") + "\",\"requested\":\"" + id
                        + "\",\"resumed_from\":\"" + new EventId(epoch, oldestToResume) + "\"}");
    }

    private static ProblemException invalid(String received, String reason) {
        return ProblemException.ofParameter(
                StreamRequest.LAST_EVENT_ID,
                "must be the id of an event that was received, or be omitted, but \"" + ProblemText.shortened(received)
                        + "\" " + reason);
    }
}
