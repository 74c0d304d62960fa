package io.bankfeed.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.core.source.Part;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecipeTest {

    @Test
    void theJsonKeysStay() throws Exception {
        Recipe recipe = new Recipe(
                42, 4000, 1000, Map.of("loan_fraud", 1.0), 0.05, 0.5, Recipes.START, 2, 60, true, false, 3, 1);

        String json = new ObjectMapper().writeValueAsString(recipe);

        assertThat(json)
                .isEqualTo(
                        "{\"seed\":42,\"accounts\":4000,\"first_account\":1000,\"fraud_weights\":{\"loan_fraud\":1.0},"
                                + "\"fraud_injection_rate\":0.05,\"difficulty\":0.5,\"start\":\"2026-03-02T08:00+07:00\","
                                + "\"transactions_per_second\":2.0,\"label_delay_seconds\":60.0,\"extended\":true,"
                                + "\"labels\":false,\"lanes\":3,\"data_version\":1}");
        assertThat(new ObjectMapper().readValue(json, Recipe.class)).isEqualTo(recipe);
    }

    @Test
    void eachDifferenceIsNamedWithBothValues() {
        Recipe begun = Recipes.of(3);
        Recipe own = new Recipe(
                43,
                5000,
                0,
                Map.of(),
                0.1,
                1,
                "2026-03-03T08:00+07:00",
                2,
                60,
                true,
                false,
                4,
                begun.dataVersion() + 1);

        assertThat(begun.differences(begun)).isEmpty();
        assertThat(begun.differences(own))
                .contains(
                        "seed is 43 here and 42 in the topic",
                        "accounts is 5000 here and 4000 in the topic",
                        "first_account is 0 here and 1000 in the topic",
                        "fraud_injection_rate is 0.1 here and 0.05 in the topic",
                        "difficulty is 1.0 here and 0.0 in the topic",
                        "start is 2026-03-03T08:00+07:00 here and 2026-03-02T08:00+07:00 in the topic",
                        "transactions_per_second is 2.0 here and 1.0 in the topic",
                        "label_delay_seconds is 60.0 here and 0.0 in the topic",
                        "extended is true here and false in the topic",
                        "labels is false here and true in the topic",
                        "lanes is 4 here and 3 in the topic")
                .hasSize(Recipe.class.getRecordComponents().length);
    }

    @Test
    void lanesArePartsByAccounts() {
        assertThat(Recipes.of(3).part(0)).isEqualTo(new Part(1, 3, Part.By.ACCOUNTS));
        assertThat(Recipes.of(3).part(2)).isEqualTo(new Part(3, 3, Part.By.ACCOUNTS));
    }

    @Test
    void delaysAreRoundedToMicroseconds() {
        assertThat(Recipes.of(1, 0, false, 0.0000015).labelDelayMicros()).isEqualTo(2);
        assertThat(Recipes.of(1, 0, false, 31_536_000).labelDelayMicros()).isEqualTo(31_536_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void lanesOutOfRangeAreRefused(int lanes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.of(lanes))
                .withMessage("lanes must be from 1 to 10000, but is " + lanes);
    }
}
