package io.bankfeed.streaming;

/** Looks after the subscribers of a stream once a second while it is on. Both methods may be called again and again. */
public interface Watch {

    void on();

    void off();
}
