package io.bankfeed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {

    @TempDir
    Path directory;

    private Path hidden;

    @BeforeEach
    void createHidden() throws IOException {
        hidden = Files.writeString(directory.resolve(".rows.csv.partial"), "rows");
    }

    @Test
    void fileIsLockedUnderItsName() throws IOException {
        try (FileChannel opened = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
            try (FileChannel named = AtomicFile.lock(opened, hidden).orElseThrow()) {
                assertThat(named.size()).isEqualTo(4);
            }
        }
    }

    /** By a process that completed the file after this one opened it; a third has begun it anew. */
    @Test
    void fileThatWasRenamedIsNotTaken() throws IOException {
        try (FileChannel opened = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
            Files.move(hidden, directory.resolve("rows.csv"));
            Files.writeString(hidden, "others");

            assertThat(AtomicFile.lock(opened, hidden)).isEmpty();
        }
    }

    @Test
    void fileThatWasDeletedIsNotTaken() throws IOException {
        try (FileChannel opened = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
            Files.delete(hidden);

            assertThat(AtomicFile.lock(opened, hidden)).isEmpty();
        }
    }
}
