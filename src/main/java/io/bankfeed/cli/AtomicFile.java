package io.bankfeed.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears under its name only once it is complete and on the disk. Until then it is a hidden file beside, which
 * is deleted unless the process is killed, and locked, so that no other process writes the same one. Not thread-safe, except
 * with its own shutdown hook.
 */
final class AtomicFile implements Closeable {

    private final Path file;
    private final Path partial;
    private final FileChannel channel;

    /** The same file once more. Closing it may release the lock. */
    private final FileChannel named;

    /** The process may be interrupted. */
    private final Thread atExit = new Thread(this::delete);

    // These three are guarded by this.

    /** Whether the hidden file is this process's. */
    private boolean locked;

    private boolean complete;

    /** Whether the hidden file was deleted, or must not be created any more. */
    private boolean deleted;

    /** @throws GenerationException if it cannot be created, or another process is writing it */
    AtomicFile(Path file) throws GenerationException {
        this.file = file;
        partial = file.resolveSibling("." + file.getFileName() + ".partial");
        // Before the file exists: once the process is ending, hooks cannot be added.
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            throw ending(file);
        }
        try {
            synchronized (this) {
                if (deleted) {
                    throw ending(file);
                }
                channel = open();
                named = lockOrClose();
                locked = true;
            }
        } finally {
            if (!locked) {
                forgetExit();
            }
        }
        try {
            channel.truncate(0);
        } catch (IOException e) {
            delete();
            forgetExit();
            closeQuietly(channel);
            closeQuietly(named);
            throw new GenerationException(file, e);
        }
    }

    private FileChannel open() throws GenerationException {
        try {
            return FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new GenerationException(file, e);
        }
    }

    private FileChannel lockOrClose() throws GenerationException {
        try {
            return lock(channel, partial)
                    .orElseThrow(
                            () -> new GenerationException("Cannot write " + file + ": another process is writing it."));
        } catch (GenerationException e) {
            closeQuietly(channel);
            throw e;
        } catch (IOException e) {
            closeQuietly(channel);
            throw new GenerationException(file, e);
        }
    }

    private static GenerationException ending(Path file) {
        return new GenerationException("Cannot write " + file + ": the process is ending.");
    }

    /** Its content. Closing it ends the file, so it is not to be closed. */
    OutputStream content() {
        return Channels.newOutputStream(channel);
    }

    /** Brings its content to the disk, and returns its size in bytes. */
    long flush() throws IOException {
        channel.force(true);
        return channel.size();
    }

    /** Gives the file its name. */
    void complete() throws IOException {
        flush();
        synchronized (this) {
            if (deleted) {
                throw new IOException("The process is ending");
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            complete = true;
        }
        force(file.toAbsolutePath().getParent());
    }

    /** Deletes the file unless it is complete. */
    @Override
    public void close() throws IOException {
        delete();
        // Before the lock is released: then the hidden name may be another process's.
        forgetExit();
        channel.close();
        named.close();
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending.
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It was not written to.
        }
    }

    /** Deletes it once: afterwards its name may be another process's. */
    synchronized void delete() {
        boolean first = !deleted;
        deleted = true;
        if (first && locked && !complete) {
            try {
                Files.deleteIfExists(partial);
            } catch (IOException e) {
                // Hidden files are overwritten by the next run.
            }
        }
    }

    /**
     * Locks a file, unless another has locked it, or has renamed or deleted it since it was opened.
     *
     * @return a second channel to the file, to be kept open, since closing it may release the lock
     */
    static Optional<FileChannel> lock(FileChannel opened, Path name) throws IOException {
        if (tryLock(opened) == null) {
            return Optional.empty();
        }
        FileChannel named;
        try {
            named = FileChannel.open(name, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        boolean same = false;
        try {
            same = isLockedHere(named);
        } finally {
            if (!same) {
                named.close();
            }
        }
        return same ? Optional.of(named) : Optional.empty();
    }

    /** Whether this process has locked a file, which the JVM knows whatever its name and channel. */
    private static boolean isLockedHere(FileChannel channel) throws IOException {
        try {
            channel.tryLock();
            return false;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Makes the name durable, where directories can be opened. */
    private static void force(@Nullable Path directory) throws IOException {
        if (directory != null && !System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
                opened.force(true);
            }
        }
    }
}
