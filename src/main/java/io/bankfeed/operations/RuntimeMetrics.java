package io.bankfeed.operations;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;

/** Makes the metrics of libraries follow the conventions of Prometheus, which {@code promtool check metrics} checks. */
@Singleton
class RuntimeMetrics {

    private static final double NANOS_PER_SECOND = 1e9;

    /** In nanoseconds, which is replaced by a metric in seconds, and a type of metric that Prometheus does not have. */
    private static final Set<String> OMITTED = Set.of("process.cpu.time", "http.server.connections");

    /** Its name has a suffix that is reserved for histograms. */
    private static final String CPU_COUNT = "system.cpu.count";

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "http.server.active.requests", "The requests that are being answered",
            "http.server.errors", "The errors of connections",
            "netty.allocator.memory.pinned", "The bytes of pooled memory that are in use",
            "netty.allocator.memory.used", "The bytes of memory that the allocator has reserved",
            "netty.allocator.pooled.arenas", "The arenas of the pooled allocator",
            "netty.allocator.pooled.cache.size", "The maximum number of buffers in each cache of a thread",
            "netty.allocator.pooled.chunk.size", "The bytes in a chunk of pooled memory",
            "netty.allocator.pooled.threadlocal.caches", "The threads that cache buffers",
            "netty.eventexecutor.tasks.pending", "The tasks that wait for an event loop");

    void register(@Observes StartupEvent event, MeterRegistry meters) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            FunctionCounter.builder("process.cpu", system, bean -> bean.getProcessCpuTime() / NANOS_PER_SECOND)
                    .description("The CPU time of the process")
                    .baseUnit("seconds")
                    .register(meters);
        }
    }

    @Produces
    @Singleton
    MeterFilter conventions() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return OMITTED.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
            }

            @Override
            public Meter.Id map(Meter.Id id) {
                if (id.getName().equals(CPU_COUNT)) {
                    return id.withName("system.cpus");
                }
                String description = DESCRIPTIONS.get(id.getName());
                return description == null || id.getDescription() != null
                        ? id
                        : new Meter.Id(
                                id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), description, id.getType());
            }
        };
    }
}
