package io.bankfeed.streaming;

import io.quarkus.scheduler.Scheduler;

/**
 * A job of the scheduler, resumed when there is something to look after and paused when there is nothing.
 *
 * @param identity of the job
 */
public record ScheduledWatch(Scheduler scheduler, String identity) implements Watch {

    @Override
    public void on() {
        scheduler.resume(identity);
    }

    @Override
    public void off() {
        scheduler.pause(identity);
    }
}
