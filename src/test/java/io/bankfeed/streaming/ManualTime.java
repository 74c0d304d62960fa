package io.bankfeed.streaming;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A clock and a scheduler controlled by a test. */
public final class ManualTime extends AbstractExecutorService implements ScheduledExecutorService {

    private final List<Task> tasks = new ArrayList<>();
    private long nanos = 1_000_000;

    public long nanos() {
        return nanos;
    }

    /** Advances the clock and runs each task at its time. */
    public void advance(double seconds) {
        long end = nanos + Math.round(seconds * 1e9);
        while (true) {
            tasks.removeIf(FutureTask::isDone);
            Task next = tasks.stream()
                    .min(Comparator.comparingLong(task -> task.dueNanos))
                    .orElse(null);
            if (next == null || next.dueNanos > end) {
                break;
            }
            tasks.remove(next);
            nanos = Math.max(nanos, next.dueNanos);
            next.run();
        }
        nanos = end;
    }

    /** The next task, as if a thread had already dequeued it. */
    public Runnable next() {
        return tasks.stream()
                .min(Comparator.comparingLong(task -> task.dueNanos))
                .orElseThrow()
                .command;
    }

    /** The number of pending tasks. */
    public long scheduled() {
        return tasks.stream().filter(task -> !task.isDone()).count();
    }

    /** Advances the clock without running tasks. */
    public void stall(double seconds) {
        nanos += Math.round(seconds * 1e9);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task task = new Task(command, nanos + unit.toNanos(delay));
        tasks.add(task);
        return task;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable command) {
        schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void shutdown() {
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        tasks.clear();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final Runnable command;
        private final long dueNanos;

        private Task(Runnable command, long dueNanos) {
            super(command, null);
            this.command = command;
            this.dueNanos = dueNanos;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
