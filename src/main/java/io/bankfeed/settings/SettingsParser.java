package io.bankfeed.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.http.FieldError;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.ProblemType;
import io.bankfeed.http.StrictJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Parses settings from JSON strictly: unknown or duplicate keys, null, numbers in quotation marks and values out of
 * range are rejected. Thread-safe.
 */
final class SettingsParser {

    private static final String FREQUENCY_SECONDS = "frequency_seconds";
    private static final String FRAUD_INJECTION_RATE = "fraud_injection_rate";
    private static final String BATCH_SIZE = "batch_size";
    private static final String LABEL_DELAY_SECONDS = "label_delay_seconds";
    private static final String DIFFICULTY = "difficulty";
    private static final List<String> KEYS =
            List.of(FREQUENCY_SECONDS, FRAUD_INJECTION_RATE, BATCH_SIZE, LABEL_DELAY_SECONDS, DIFFICULTY);

    private final StrictJson json;

    SettingsParser(ObjectMapper mapper) {
        json = new StrictJson(mapper, "with any of the keys " + KEYS);
    }

    /**
     * Parses the body of a request.
     *
     * @param fallback the values of keys that are not in the body
     * @throws ProblemException if the body is invalid; it lists all invalid keys
     */
    Settings parse(byte[] body, Settings fallback) {
        JsonNode root = json.readObject(body);
        List<FieldError> errors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (!KEYS.contains(property.getKey())) {
                errors.add(unknown(property.getKey()));
            }
        }
        double frequency = number(
                root,
                FREQUENCY_SECONDS,
                fallback.frequencySeconds(),
                Settings.MIN_FREQUENCY_SECONDS,
                Settings.MAX_FREQUENCY_SECONDS,
                errors);
        double rate = number(root, FRAUD_INJECTION_RATE, fallback.fraudInjectionRate(), 0, 1, errors);
        int batchSize = wholeNumber(root, BATCH_SIZE, fallback.batchSize(), 1, Settings.MAX_BATCH_SIZE, errors);
        double labelDelay = number(
                root, LABEL_DELAY_SECONDS, fallback.labelDelaySeconds(), 0, Settings.MAX_LABEL_DELAY_SECONDS, errors);
        double difficulty = number(root, DIFFICULTY, fallback.difficulty(), 0, 1, errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_CONFIGURATION, FieldError.sentence(errors), errors);
        }
        return new Settings(frequency, rate, batchSize, labelDelay, difficulty);
    }

    private static double number(
            JsonNode root, String key, double fallback, double min, double max, List<FieldError> errors) {
        JsonNode node = root.get(key);
        if (node == null) {
            return fallback;
        }
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (value >= min && value <= max) {
            return value;
        }
        errors.add(new FieldError(
                key,
                "must be a number from " + ProblemText.plain(min) + " to " + ProblemText.plain(max) + ", but was "
                        + StrictJson.describe(node)));
        return fallback;
    }

    private static int wholeNumber(JsonNode root, String key, int fallback, int min, int max, List<FieldError> errors) {
        JsonNode node = root.get(key);
        if (node == null) {
            return fallback;
        }
        if (node.isNumber()) {
            BigDecimal value = node.decimalValue();
            boolean inRange =
                    value.compareTo(BigDecimal.valueOf(min)) >= 0 && value.compareTo(BigDecimal.valueOf(max)) <= 0;
            if (inRange && value.stripTrailingZeros().scale() <= 0) {
                return value.intValue();
            }
        }
        errors.add(new FieldError(
                key, "must be a whole number from " + min + " to " + max + ", but was " + StrictJson.describe(node)));
        return fallback;
    }

    private static FieldError unknown(String key) {
        return new FieldError(
                ProblemText.shortened(key),
                "is not a key of the configuration; " + ProblemText.suggestion(key, KEYS, "keys"));
    }
}
