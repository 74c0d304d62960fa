package io.bankfeed.cli;

import io.bankfeed.dataset.DatasetSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The file of one part of a data set.
 *
 * @param path where it is
 * @param spec the part
 */
record PartFile(Path path, DatasetSpec spec) {

    /** Writes the file, and adds it to the manifest of its directory. */
    void write(Content content, Manifest manifest) throws GenerationException {
        MessageDigest digest = sha256();
        try (AtomicFile file = new AtomicFile(path)) {
            long rows = content.writeTo(new DigestOutputStream(file.content(), digest));
            // Not under the manifest's lock.
            long bytes = file.flush();
            Manifest.Entry entry = new Manifest.Entry(
                    spec.part().number(), name(), rows, bytes, HexFormat.of().formatHex(digest.digest()));
            manifest.add(entry, file);
        } catch (IOException e) {
            throw new GenerationException(path, e);
        }
    }

    /** Whether the file has the size and the digest of its entry. */
    boolean matches(Manifest.Entry entry) throws GenerationException {
        MessageDigest digest = sha256();
        try {
            if (!entry.name().equals(name()) || !Files.exists(path) || Files.size(path) != entry.bytes()) {
                return false;
            }
            try (InputStream content = new DigestInputStream(Files.newInputStream(path), digest)) {
                content.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            throw new GenerationException("Cannot read " + path + ": " + GenerationException.reason(e) + ".");
        }
        return HexFormat.of().formatHex(digest.digest()).equals(entry.sha256());
    }

    private String name() {
        return String.valueOf(path.getFileName());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
