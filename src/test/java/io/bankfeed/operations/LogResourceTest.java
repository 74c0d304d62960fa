package io.bankfeed.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.test.junit.QuarkusTest;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.Test;

@QuarkusTest
final class LogResourceTest {

    @Test
    void logOmitsOnlyDisconnectedClients() {
        List<Handler> consoles = Arrays.stream(InitialConfigurator.DELAYED_HANDLER.getHandlers())
                .filter(ConsoleHandler.class::isInstance)
                .toList();

        assertThat(consoles).isNotEmpty().allSatisfy(console -> {
            assertThat(console.isLoggable(entry(new SocketException("Connection reset"))))
                    .isFalse();
            assertThat(console.isLoggable(entry(new IllegalStateException("released already"))))
                    .isTrue();
        });
    }

    private static ExtLogRecord entry(Throwable thrown) {
        ExtLogRecord entry = new ExtLogRecord(
                Level.WARNING, "An exceptionCaught() event was fired", LogResourceTest.class.getName());
        entry.setLoggerName("io.netty.channel.DefaultChannelPipeline");
        entry.setThrown(thrown);
        return entry;
    }
}
