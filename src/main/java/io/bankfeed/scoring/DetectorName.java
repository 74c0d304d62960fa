package io.bankfeed.scoring;

import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemText;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The name of a detector. */
@Schema(
        type = SchemaType.STRING,
        description = "1 to 64 letters, digits, dots, underscores and dashes.",
        pattern = "^[A-Za-z0-9._-]{1,64}$",
        examples = "rules-v1")
final class DetectorName {

    static final String FORMAT = "must be 1 to 64 letters, digits, dots, underscores and dashes, such as rules-v1";

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

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
