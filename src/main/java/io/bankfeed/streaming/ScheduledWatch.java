package io.bankfeed.streaming;

import io.quarkus.scheduler.Scheduler;

/**
 * Resumes and pauses a scheduled job.
 *
 * @param identity the identity of the job
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
