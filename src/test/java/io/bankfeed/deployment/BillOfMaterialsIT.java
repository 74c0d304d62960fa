package io.bankfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bankfeed.deployment.BillOfMaterials.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of the package for a JVM: what it has, and under which licences. */
@Tag("smoke")
class BillOfMaterialsIT {

    private static final Path LIST = Path.of("docs", "third-party-licences.md");

    /** Machine code for the platform that is built on, so that the list is the same on each. */
    private static final String OF_THE_PLATFORM = "brotli4j:native-";

    /** Licences of which each lets us give out the service under its own. Of several, one is enough. */
    private static final Set<String> ACCEPTED = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-2.0",
            "GPL-2.0-with-classpath-exception",
            "MIT",
            "MIT-0",
            "UPL-1.0");

    @BeforeEach
    void aPackageForAJvm() {
        assumeThat(BillOfMaterials.PACKAGE).as("what was packaged for a JVM").isDirectory();
    }

    @Test
    void everyFileOfThePackageIsInTheBillAndNoOther() throws IOException {
        Set<String> billed = new BillOfMaterials()
                .components().stream().flatMap(one -> one.files().stream()).collect(Collectors.toSet());

        assertThat(billed).hasSizeGreaterThan(100).isEqualTo(BillOfMaterials.packagedFiles());
    }

    @Test
    void everyLibraryHasAnAddressAndALicenceThatIsAccepted() throws IOException {
        assertThat(new BillOfMaterials().libraries()).hasSizeGreaterThan(100).allSatisfy(library -> {
            assertThat(library.purl()).startsWith("pkg:maven/");
            assertThat(library.licences()).as(library.name()).containsAnyElementsOf(ACCEPTED);
        });
    }

    @Test
    void theListOfLicencesIsThatOfTheBill() throws IOException {
        if (System.getProperty("licences.write") != null) {
            Files.writeString(LIST, list());
        }

        assertThat(Files.readString(LIST))
                .as("Made again by ./mvnw verify -Dit.test=BillOfMaterialsIT -Dtest=None"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Djacoco.skip -Dlicences.write")
                .isEqualTo(list());
    }

    private static String list() throws IOException {
        StringBuilder list = new StringBuilder("""
                # Licences of what runs with the service

                <!-- Made from the bill of materials of the build; BillOfMaterialsIT says how to make it again. -->

                These libraries are in the package for a JVM, and what is used of them in the native executable. Beside them
                the service has the static files of Swagger UI (Apache-2.0), as part of `smallrye-open-api-ui`, and of
                [Redoc](https://github.com/Redocly/redoc) (MIT), whose licences stand beside its files.

                | library | version | licence |
                |---|---|---|
                """);
        for (Component library : new BillOfMaterials().libraries()) {
            if (library.name().contains(OF_THE_PLATFORM)) {
                continue;
            }
            list.append("| ")
                    .append(library.name())
                    .append(" | ")
                    .append(library.version())
                    .append(" | ");
            list.append(library.licences().stream().sorted().collect(Collectors.joining(" or ")))
                    .append(" |\n");
        }
        return list.toString();
    }
}
