package io.bankfeed.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.generator.TransactionId;
import io.bankfeed.http.BodyErrors;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import io.bankfeed.http.StrictJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parses the bodies of {@code POST /scores} strictly. Thread-safe. */
final class ScoresParser {

    static final int MAX_SCORES = 10_000;

    private static final String DETECTOR = "detector";
    private static final String SCORES = "scores";
    private static final String TRANSACTION_ID = "transaction_id";
    private static final String SCORE = "score";
    private static final List<String> BODY_KEYS = List.of(DETECTOR, SCORES);
    private static final List<String> SCORE_KEYS = List.of(TRANSACTION_ID, SCORE);
    private static final List<String> LINE_KEYS = List.of(DETECTOR, TRANSACTION_ID, SCORE);

    private final StrictJson json;
    private final StrictJson lines;

    ScoresParser(ObjectMapper mapper) {
        json = new StrictJson(mapper, "with the keys detector and scores");
        lines = new StrictJson(mapper, "with the keys detector, transaction_id and score");
    }

    /**
     * Parses the scores of a detector as one JSON object.
     *
     * @throws ProblemException naming the first invalid values with their places
     */
    List<SubmittedScore> parseJson(byte[] body) {
        JsonNode root = json.readObject(body);
        BodyErrors errors = new BodyErrors();
        errors.checkKeys(root, "", BODY_KEYS);
        String detector = detector(root, "", errors);
        List<SubmittedScore> scores = new ArrayList<>();
        JsonNode list = root.get(SCORES);
        if (list == null || !list.isArray() || list.isEmpty() || list.size() > MAX_SCORES) {
            errors.add(
                    SCORES,
                    "must be an array of 1 to " + MAX_SCORES + " scores, but was " + StrictJson.describeArray(list));
        } else {
            for (int i = 0; i < list.size() && !errors.isFull(); i++) {
                String place = SCORES + "[" + i + "]";
                if (list.get(i).isObject()) {
                    errors.checkKeys(list.get(i), place + ".", SCORE_KEYS);
                    scores.add(score(detector, list.get(i), place + ".", errors));
                } else {
                    errors.add(
                            place,
                            "must be an object with the keys transaction_id and score, but was "
                                    + StrictJson.describe(list.get(i)));
                }
            }
        }
        errors.refuse();
        return scores;
    }

    /**
     * Parses scores of any detectors, one JSON object a line. Empty lines are skipped.
     *
     * @throws ProblemException naming the first invalid values with their lines
     */
    List<SubmittedScore> parseLines(byte[] body) {
        BodyErrors errors = new BodyErrors();
        List<SubmittedScore> scores = new ArrayList<>();
        int line = 1;
        for (int start = 0; start < body.length && !errors.isFull(); line++) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!isBlank(body, start, end)) {
                if (scores.size() == MAX_SCORES) {
                    throw countError("more");
                }
                JsonNode object = lines.readObject(Arrays.copyOfRange(body, start, end), "Line " + line);
                String place = "line " + line + " ";
                errors.checkKeys(object, place, LINE_KEYS);
                scores.add(score(detector(object, place, errors), object, place, errors));
            }
            start = end + 1;
        }
        errors.refuse();
        if (scores.isEmpty()) {
            throw countError("none");
        }
        return scores;
    }

    private static ProblemException countError(String received) {
        return new ProblemException(
                ProblemType.INVALID_BODY,
                "The body must have 1 to " + MAX_SCORES + " lines with a score, but had " + received + ".");
    }

    private static boolean isBlank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private static String detector(JsonNode object, String place, BodyErrors errors) {
        JsonNode name = object.get(DETECTOR);
        if (name != null && name.isTextual() && DetectorName.isValid(name.textValue())) {
            return name.textValue();
        }
        errors.add(place + DETECTOR, DetectorName.FORMAT + ", but was " + StrictJson.describe(name));
        return "";
    }

    private static SubmittedScore score(String detector, JsonNode object, String place, BodyErrors errors) {
        long number = TransactionId.read(object.get(TRANSACTION_ID), place + TRANSACTION_ID, errors);
        JsonNode score = object.get(SCORE);
        if (score == null || !score.isNumber() || !isScore(score.decimalValue())) {
            errors.add(place + SCORE, "must be a number from 0 to 1, but was " + StrictJson.describe(score));
            return new SubmittedScore(detector, 0, 0);
        }
        return new SubmittedScore(detector, number, score.doubleValue());
    }

    private static boolean isScore(BigDecimal score) {
        return score.signum() >= 0 && score.compareTo(BigDecimal.ONE) <= 0;
    }
}
