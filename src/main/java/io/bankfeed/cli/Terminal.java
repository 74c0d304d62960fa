package io.bankfeed.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where messages go: to the standard error, since the data may go to the standard output. */
final class Terminal {

    private static final String STANDARD_ERROR = "/proc/self/fd/2";

    private Terminal() {}

    /** Whether the standard error is a terminal, which only Linux tells. */
    static boolean isAttached() {
        try {
            String target = Files.readSymbolicLink(Path.of(STANDARD_ERROR)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
