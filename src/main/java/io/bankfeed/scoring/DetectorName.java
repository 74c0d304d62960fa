package io.bankfeed.scoring;

import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemText;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The name of a detector, which is also a part of paths: {@code ..} would leave them, and {@code stream} is taken. */
@Schema(
        type = SchemaType.STRING,
        description = "1 to 64 letters, digits, dots, underscores and dashes. Not `stream`, and no dot first.",
        pattern = "^(?!stream$)[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$",
        examples = "rules-v1")
final class DetectorName {

    static final String FORMAT =
            "must be 1 to 64 letters, digits, dots, underscores and dashes, such as rules-v1, but not stream, and no dot first";

    private static final Pattern PATTERN = Pattern.compile("(?!stream$)[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

    private DetectorName() {}

    static boolean isValid(String name) {
        return PATTERN.matcher(name).matches();
    }

    /** @throws ProblemException if the parameter {@code detector} is not a name */
    static void check(String name) {
        if (!isValid(name)) {
            throw ProblemException.ofParameter(
                    "detector", FORMAT + ", but was \"" + ProblemText.shortened(name) + "\"");
        }
    }
}
