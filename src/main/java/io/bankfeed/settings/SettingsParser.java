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
 * Reads settings from JSON and takes nothing that is not exactly right: no unknown or repeated key, no null, no number
 * in quotation marks, nothing out of range. Thread-safe.
 */
final class SettingsParser {

    private static final String FREQUENCY_SECONDS = "frequency_seconds";
    private static final String FRAUD_INJECTION_RATE = "fraud_injection_rate";
    private static final String BATCH_SIZE = "batch_size";
    private static final String LABEL_DELAY_SECONDS = "label_delay_seconds";
    private static final List<String> KEYS =
            List.of(FREQUENCY_SECONDS, FRAUD_INJECTION_RATE, BATCH_SIZE, LABEL_DELAY_SECONDS);

    private final StrictJson json;

    SettingsParser(ObjectMapper mapper) {
        json = new StrictJson(mapper, "with any of the keys " + KEYS);
    }

    /**
     * The settings that a request's body asks for.
     *
     * @param otherwise what a key takes that the body leaves out
     * @throws ProblemException that names every key at fault
     */
    Settings parse(byte[] body, Settings otherwise) {
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
                otherwise.frequencySeconds(),
                Settings.MIN_FREQUENCY_SECONDS,
                Settings.MAX_FREQUENCY_SECONDS,
                errors);
        double rate = number(root, FRAUD_INJECTION_RATE, otherwise.fraudInjectionRate(), 0, 1, errors);
        int batchSize = wholeNumber(root, BATCH_SIZE, otherwise.batchSize(), 1, Settings.MAX_BATCH_SIZE, errors);
        double labelDelay = number(
                root, LABEL_DELAY_SECONDS, otherwise.labelDelaySeconds(), 0, Settings.MAX_LABEL_DELAY_SECONDS, errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_CONFIGURATION, FieldError.sentence(errors), errors);
        }
        return new Settings(frequency, rate, batchSize, labelDelay);
    }

    private static double number(
            JsonNode root, String key, double otherwise, double min, double max, List<FieldError> errors) {
        JsonNode node = root.get(key);
        if (node == null) {
            return otherwise;
        }
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (value >= min && value <= max) {
            return value;
        }
        errors.add(new FieldError(
                key,
                "must be a number from " + ProblemText.plain(min) + " to " + ProblemText.plain(max) + ", but was "
                        + StrictJson.shown(node)));
        return otherwise;
    }

    private static int wholeNumber(
            JsonNode root, String key, int otherwise, int min, int max, List<FieldError> errors) {
        JsonNode node = root.get(key);
        if (node == null) {
            return otherwise;
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
                key, "must be a whole number from " + min + " to " + max + ", but was " + StrictJson.shown(node)));
        return otherwise;
    }

    private static FieldError unknown(String key) {
        return new FieldError(
                ProblemText.shortened(key),
                "is not a key of the configuration; the nearest is \"" + ProblemText.nearest(key, KEYS) + "\"");
    }
}
