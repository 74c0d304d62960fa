package io.bankfeed.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why files could not be generated, in a sentence for the user. */
final class GenerationException extends Exception {

    private static final long serialVersionUID = 1;

    GenerationException(String message) {
        super(message);
    }

    /** That a file could not be written. */
    GenerationException(Path file, IOException cause) {
        super("Cannot write " + file + ": " + reason(cause) + ".", cause);
    }

    /** What the system said, without the name of the file. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "its directory does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason = e instanceof FileSystemException detailed ? detailed.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
