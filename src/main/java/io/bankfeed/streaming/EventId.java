package io.bankfeed.streaming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where in a stream an event stands, as {@code Last-Event-ID} says it.
 *
 * @param epoch which run of the service it is from
 * @param sequence the number of the event in that run, from 1
 */
@Schema(
        type = SchemaType.STRING,
        description = "The run of the service and the number of the event.",
        pattern = "^[0-9a-z]{1,16}-[0-9]{1,18}$",
        examples = "mwsd8run-17")
public record EventId(String epoch, long sequence) {

    private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,16})-([0-9]{1,18})");

    /** Reads an id, if it is one. */
    public static Optional<EventId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new EventId(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + "-" + sequence;
    }
}
