package io.bankfeed.documentation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.operations.ConfigurationMappings;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {

    @Test
    void documentMatchesTheCode() throws IOException {
        ConfigurationDocument document = new ConfigurationDocument();
        if (System.getProperty("configuration.write") != null) {
            Files.writeString(ConfigurationDocument.FILE, document.text());
        }

        assertThat(document.mappings().stream().collect(toMap(type -> type, ConfigurationDocument::prefix)))
                .isEqualTo(ConfigurationMappings.prefixes());
        assertThat(Files.readString(ConfigurationDocument.FILE))
                .as("Update it with ./mvnw test -Dtest=ConfigurationDocumentTest -Dconfiguration.write")
                .isEqualTo(document.text());
    }
}
