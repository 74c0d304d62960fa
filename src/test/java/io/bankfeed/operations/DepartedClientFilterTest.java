package io.bankfeed.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

final class DepartedClientFilterTest {

    private static final String NETTY_PIPELINE = "io.netty.channel.DefaultChannelPipeline";

    private final DepartedClientFilter filter = new DepartedClientFilter();

    @Test
    void disconnectedClientsAreNotLogged() {
        assertThat(filter.isLoggable(entry(NETTY_PIPELINE, new SocketException("Connection reset"))))
                .isFalse();
    }

    @Test
    void otherErrorsOfConnectionsAreLogged() {
        assertThat(filter.isLoggable(entry(NETTY_PIPELINE, new IllegalStateException("released already"))))
                .isTrue();
        assertThat(filter.isLoggable(new LogRecord(Level.WARNING, "without a logger")))
                .isTrue();
    }

    @Test
    void ioErrorsOfOtherLoggersAreLogged() {
        assertThat(filter.isLoggable(entry("io.bankfeed.dataset.Datasets", new IOException("No space left"))))
                .isTrue();
    }

    private static LogRecord entry(String logger, Throwable thrown) {
        LogRecord entry = new LogRecord(Level.WARNING, "An exceptionCaught() event was fired");
        entry.setLoggerName(logger);
        entry.setThrown(thrown);
        return entry;
    }
}
