package io.bankfeed.operations;

import io.quarkus.logging.LoggingFilter;
import java.io.IOException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Suppresses Netty's warning, with its stack trace, when a client disconnects before its first request is complete. At
 * that point the connection's pipeline has no error handler yet.
 */
@LoggingFilter(name = "departed-clients")
public final class DepartedClientFilter implements Filter {

    private static final String NETTY_PIPELINE = "io.netty.channel.DefaultChannelPipeline";

    @Override
    public boolean isLoggable(LogRecord entry) {
        return !(NETTY_PIPELINE.equals(entry.getLoggerName()) && entry.getThrown() instanceof IOException);
    }
}
