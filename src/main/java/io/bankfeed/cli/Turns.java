package io.bankfeed.cli;

/** Lets threads do something one after the other, in the order of their numbers. Thread-safe. */
final class Turns {

    private long next;

    /**
     * Waits until all lower numbers, from 0, have passed.
     *
     * @throws InterruptedException also if the thread was interrupted before
     */
    synchronized void await(long number) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        while (next != number) {
            wait();
        }
    }

    /** Lets the next number pass. */
    synchronized void pass() {
        next++;
        notifyAll();
    }
}
