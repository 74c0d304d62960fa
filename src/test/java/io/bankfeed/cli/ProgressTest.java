package io.bankfeed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgressTest {

    private Instant now = Instant.EPOCH;

    @ParameterizedTest
    @CsvSource({
        "100,           '[#---------]  10% 900 MB/s 1:30 left'",
        "36000,         '[----------]   0% 900 MB/s 9:59:50 left'",
        "50000,         '[----------]   0% 900 MB/s 13 h left'",
        "1000000000,    '[----------]   0% 900 MB/s 11574 d left'"
    })
    void lineFitsFortyColumns(long rows, String line) {
        try (Progress progress = new Progress(rows, new PrintWriter(new StringWriter()), () -> now, false)) {
            progress.add(10, 9_000_000_000L);
            now = now.plusSeconds(10);

            assertThat(progress.line()).isEqualTo(line).hasSizeLessThanOrEqualTo(40);
        }
    }
}
