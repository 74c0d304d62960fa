package io.bankfeed.feed;

/** Calls the feed once a second while it is on. Both methods may be called again and again. */
interface Watch {

    void on();

    void off();
}
