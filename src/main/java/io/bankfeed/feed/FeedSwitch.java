package io.bankfeed.feed;

/** Starts and stops a feed. Thread-safe. */
public interface FeedSwitch {

    /**
     * Starts the feed.
     *
     * @throws io.bankfeed.http.ProblemException if it is already running, or cannot be started now
     */
    void start();

    /**
     * Stops the feed, whether or not it is running.
     *
     * @throws io.bankfeed.http.ProblemException if it cannot be stopped now
     */
    void stop();

    boolean isStreaming();
}
