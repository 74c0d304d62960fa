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

/** The contents of the package for a JVM, and their licences. */
@Tag("smoke")
class BillOfMaterialsIT {

    private static final Path LIST = Path.of("docs", "third-party-licences.md");

    /** Native libraries of the build's platform, which are left out so that the list is the same on every platform. */
    private static final String PLATFORM_SPECIFIC = "brotli4j:native-";

    /** Licences that permit distribution under the licence of the service. One of several is enough. */
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
    void requirePackageForJvm() {
        assumeThat(BillOfMaterials.PACKAGE).as("the package for a JVM").isDirectory();
    }

    @Test
    void billListsExactlyTheFilesOfThePackage() throws IOException {
        Set<String> billed = new BillOfMaterials()
                .components().stream().flatMap(one -> one.files().stream()).collect(Collectors.toSet());

        assertThat(billed).hasSizeGreaterThan(100).isEqualTo(BillOfMaterials.packagedFiles());
    }

    @Test
    void everyLibraryHasAPackageUrlAndAnAcceptedLicence() throws IOException {
        assertThat(new BillOfMaterials().libraries()).hasSizeGreaterThan(100).allSatisfy(library -> {
            assertThat(library.purl()).startsWith("pkg:maven/");
            assertThat(library.licences()).as(library.name()).containsAnyElementsOf(ACCEPTED);
        });
    }

    @Test
    void listOfLicencesMatchesTheBill() throws IOException {
        if (System.getProperty("licences.write") != null) {
            Files.writeString(LIST, list());
        }

        assertThat(Files.readString(LIST))
                .as("Update it with ./mvnw verify -Dit.test=BillOfMaterialsIT -Dtest=None"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Djacoco.skip -Dlicences.write")
                .isEqualTo(list());
    }

    private static String list() throws IOException {
        StringBuilder list = new StringBuilder("""
                # Third-party licences

                <!-- Generated from the bill of materials by
                     ./mvnw verify -Dit.test=BillOfMaterialsIT -Dtest=None -Dlicences.write -->

                The package for a JVM contains these libraries, and the native executable the parts of them that it uses.
                The service also contains the static files of Swagger UI (Apache-2.0), as part of
                `smallrye-open-api-ui`, and of [Redoc](https://github.com/Redocly/redoc) (MIT) and
                [uPlot](https://github.com/leeoniya/uPlot) (MIT), whose licences are next to their files.

                | library | version | licence |
                |---|---|---|
                """);
        for (Component library : new BillOfMaterials().libraries()) {
            if (library.name().contains(PLATFORM_SPECIFIC)) {
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
