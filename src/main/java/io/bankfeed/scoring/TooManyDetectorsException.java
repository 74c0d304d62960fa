package io.bankfeed.scoring;

import java.util.List;

/** A new detector was refused. */
final class TooManyDetectorsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> detectors;

    TooManyDetectorsException(List<String> detectors) {
        super("There are " + detectors.size() + " detectors", null, false, false);
        this.detectors = List.copyOf(detectors);
    }

    /** Those on the scoreboard, the one that posted last comes last. */
    List<String> detectors() {
        return detectors;
    }
}
