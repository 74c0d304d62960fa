package io.bankfeed.streaming;

/** Runs the housekeeping of a stream once a second while it is on. Repeated calls have no effect. */
public interface Watch {

    void on();

    void off();
}
