package io.bankfeed.streaming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The id of an event, as clients send it in {@code Last-Event-ID}.
 *
 * @param epoch identifies the run of the service that sent the event
 * @param stream the name of the stream; empty for the live feed
 * @param sequence the number of the event in that stream and run, starting at 1
 */
@Schema(
        type = SchemaType.STRING,
        description =
                "The run of the service, the stream unless it is the live feed, and the number of the event; while"
                        + " the feed is in Kafka, the offset of each partition.",
        pattern = "^[0-9a-z]{1,16}-(labels-)?[0-9]{1,18}(\\.[0-9]{1,18})*$",
        examples = "mwsd8run-17")
public record EventId(String epoch, String stream, long sequence) {

    private static final Pattern FORMAT = Pattern.compile("([0-9a-z]{1,16})-(?:([a-z]{1,16})-)?([0-9]{1,18})");

    /** Parses an id; empty if the text is not one. */
    public static Optional<EventId> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        return matcher.matches()
                ? Optional.of(new EventId(
                        matcher.group(1),
                        matcher.group(2) == null ? "" : matcher.group(2),
                        Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /** The id of another event of the same stream and run. */
    EventId withSequence(long other) {
        return new EventId(epoch, stream, other);
    }

    @Override
    public String toString() {
        return epoch + "-" + (stream.isEmpty() ? "" : stream + "-") + sequence;
    }
}
