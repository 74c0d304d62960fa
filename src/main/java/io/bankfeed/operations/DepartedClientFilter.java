package io.bankfeed.operations;

import io.quarkus.logging.LoggingFilter;
import java.io.IOException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps out of the log, stack trace and all, that a client broke its connection off before its first request was complete.
 * Netty warns of it since nothing that handles errors is in the connection's pipeline by then.
 */
@LoggingFilter(name = "departed-clients")
public final class DepartedClientFilter implements Filter {

    private static final String NETTY_PIPELINE = "io.netty.channel.DefaultChannelPipeline";

    @Override
    public boolean isLoggable(LogRecord entry) {
        return !(NETTY_PIPELINE.equals(entry.getLoggerName()) && entry.getThrown() instanceof IOException);
    }
}
