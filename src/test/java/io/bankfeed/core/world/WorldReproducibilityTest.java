package io.bankfeed.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.CsvWriter;
import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.transaction.FraudReports;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same recipe gives the same bytes. */
final class WorldReproducibilityTest {

    // INVARIANT: the digest is the same on every machine, Java release and native image. If it changes, so does every
    // dataset of this difficulty, which requires an entry in the changelog. The message of a failure has the new one.
    @ParameterizedTest
    @CsvSource({
        "0.5, 611aecd91c8cb42daf66cc1b7c83df5eb4475e74a9bfb1b66da9572a6d801824",
        "1, 2ff8805536d5cc2e0c87ac960b1fae8e6d7288d608eadc75c5fd194654dea8dd"
    })
    void bytesAreTheSameOnEveryMachine(double difficulty, String digest) throws NoSuchAlgorithmException {
        AsciiBuffer out = new AsciiBuffer(1 << 20);
        CsvWriter writer = new CsvWriter(out, new RecordFields(true, LabelFields.FULL), FraudReports.NONE, true);
        writer.begin();
        for (Worlds.Row row : Worlds.draw(new World(Worlds.spec(difficulty)), 0, 5000)) {
            writer.accept(row.transaction(), row.label());
        }

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(out.toByteArray())))
                .isEqualTo(digest);
    }
}
