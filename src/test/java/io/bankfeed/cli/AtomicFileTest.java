package io.bankfeed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
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
                assertThatThrownBy(named::tryLock).isInstanceOf(OverlappingFileLockException.class);
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
    void fileThatWasRenamedIsNotTakenForTheLockedOneOfAnotherProcess() throws IOException {
        try (FileChannel opened = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
            Files.move(hidden, directory.resolve("rows.csv"));
            Files.writeString(hidden, "others");
            Process third = locked(hidden);
            try {
                assertThat(AtomicFile.lock(opened, hidden)).isEmpty();
            } finally {
                third.destroyForcibly();
            }
        }
    }

    @Test
    void fileIsWrittenAnewAndThenGetsItsName() throws Exception {
        try (AtomicFile file = new AtomicFile(directory.resolve("rows.csv"))) {
            file.content().write("anew".getBytes(StandardCharsets.US_ASCII));
            file.complete();
        }

        assertThat(directory.resolve("rows.csv")).hasContent("anew");
        assertThat(hidden).doesNotExist();
    }

    /** The hook of the process deletes it while a thread still writes it. */
    @Test
    void fileThatWasDeletedIsNotCompleted() throws Exception {
        try (AtomicFile file = new AtomicFile(directory.resolve("rows.csv"))) {
            file.delete();
            Files.writeString(hidden, "others");

            assertThatThrownBy(file::complete).isInstanceOf(IOException.class).hasMessage("The process is ending");
        }
        assertThat(directory.resolve("rows.csv")).doesNotExist();
        assertThat(hidden).hasContent("others");
    }

    @Test
    void fileThatWasDeletedIsNotTaken() throws IOException {
        try (FileChannel opened = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
            Files.delete(hidden);

            assertThat(AtomicFile.lock(opened, hidden)).isEmpty();
        }
    }

    /** A process that has locked a file. */
    private static Process locked(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Locker.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('!');
        return process;
    }

    /** Locks a file until it is killed, or its standard input ends. */
    static final class Locker {

        private Locker() {}

        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                channel.lock();
                System.out.print('!');
                System.out.flush();
                System.in.read();
            }
        }
    }
}
