package io.bankfeed.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankfeed.core.scenario.Scenario;
import io.bankfeed.core.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the pictures and examples of {@code docs/scenarios.md} equal to what the service generates. */
class ScenarioPicturesTest {

    private static final Path DOCUMENT = Path.of("docs", "scenarios.md");
    private static final Path PICTURES = Path.of("docs", "images");
    private static final Pattern EXAMPLES =
            Pattern.compile("(?s)(<!-- examples of ([a-z_]+) -->\n).*?(?=<!-- end of examples -->)");
    private static final int EXAMPLES_OF_EACH = 2;
    private static final String UPDATE = "Update it with ./mvnw test -Dtest=ScenarioPicturesTest -Dpictures.write";

    private final ScenarioExamples examples = new ScenarioExamples();

    @Test
    void everyScenarioHasItsPicture() throws IOException {
        for (Scenario scenario : Scenarios.ALL) {
            Path file = PICTURES.resolve("scenario-" + scenario.name() + ".svg");
            String picture = ScenarioPicture.of(
                    examples.of(scenario.name(), 1).get(0), "A scenario of the type " + scenario.name());
            if (System.getProperty("pictures.write") != null) {
                Files.writeString(file, picture);
            }

            assertThat(Files.readString(file)).as(UPDATE).isEqualTo(picture);
        }
    }

    @Test
    void everyScenarioHasItsExamples() throws IOException {
        String text = Files.readString(DOCUMENT);
        String expected = EXAMPLES.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + tables(found.group(2))));
        if (System.getProperty("pictures.write") != null) {
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(EXAMPLES.matcher(text).results().map(found -> found.group(2)))
                .containsExactlyElementsOf(
                        Scenarios.ALL.stream().map(Scenario::name).toList());
        assertThat(Files.readString(DOCUMENT)).as(UPDATE).isEqualTo(expected);
    }

    @Test
    void readmeShowsOneOfTheTransactions() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String example = readme.substring(readme.indexOf("```json\n") + 8)
                .lines()
                .takeWhile(line -> !line.equals("```"))
                .map(String::strip)
                .collect(Collectors.joining());

        assertThat(examples.json().limit(1000)).contains(example);
    }

    private String tables(String type) {
        List<ScenarioExample> chosen = examples.of(type, EXAMPLES_OF_EACH);
        StringBuilder text = new StringBuilder();
        chosen.forEach(example -> text.append('\n').append(ScenarioTable.of(example)));
        return text.append('\n').toString();
    }
}
