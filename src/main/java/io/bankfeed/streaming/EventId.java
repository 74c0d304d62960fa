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
 * @param sequence the number of the event in that run, starting at 1
 */
@Schema(
        type = SchemaType.STRING,
        description = "The run of the service and the number of the event.",
        pattern = "^[0-9a-z]{1,16}-[0-9]{1,18}$",
        examples = "mwsd8run-17")
public record EventId(String epoch, long sequence) {

    private static final Pattern FORMAT = Pattern.compile("([0-9a-z]{1,16})-([0-9]{1,18})");

    /** Parses an id; empty if the text is not one. */
    public static Optional<EventId> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        return matcher.matches()
                ? Optional.of(new EventId(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + "-" + sequence;
    }
}
