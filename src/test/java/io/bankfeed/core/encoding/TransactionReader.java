package io.bankfeed.core.encoding;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Transaction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a transaction like a client, with Jackson and java.time, and rejects everything that the contract does not
 * allow.
 */
public final class TransactionReader {

    static final List<String> FIELDS = List.of(
            "transaction_id",
            "account_id",
            "branch_id",
            "transaction_amount_vnd",
            "transaction_hour",
            "transaction_timestamp",
            "location_city",
            "device_id",
            "biometric_failure_count",
            "transaction_frequency_5min",
            "total_loans_vnd",
            "num_transactions",
            "npl_flag",
            "total_deposits_vnd",
            "transaction_fees_vnd");

    private static final Pattern TRANSACTION_ID = Pattern.compile("TXN_(\\d{8}|[1-9]\\d{8,})");
    private static final Pattern ACCOUNT_ID = Pattern.compile("ACC_(\\d{6}|[1-9]\\d{6,})");
    private static final Pattern DEVICE_ID = Pattern.compile("DEV_(NEW_)?(\\d{5})");
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}\\+07:00");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private TransactionReader() {}

    public static Transaction read(String json) throws JsonProcessingException {
        JsonNode object = JSON.readTree(json);
        require(fieldsOf(object).equals(FIELDS), "exactly the 15 fields in their order", object);
        OffsetDateTime time = OffsetDateTime.parse(
                matched(TIMESTAMP, text(object, "transaction_timestamp")).group());
        require(number(object, "transaction_hour") == time.getHour(), "the hour of the timestamp", object);
        Matcher device = matched(DEVICE_ID, text(object, "device_id"));
        JsonNode nonPerforming = object.path("npl_flag");
        require(nonPerforming.isBoolean(), "a boolean npl_flag", object);
        return new Transaction(
                Long.parseLong(
                        matched(TRANSACTION_ID, text(object, "transaction_id")).group(1)),
                Integer.parseInt(matched(ACCOUNT_ID, text(object, "account_id")).group(1)),
                smallNumber(object, "branch_id"),
                number(object, "transaction_amount_vnd"),
                ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()),
                location(text(object, "location_city")),
                Integer.parseInt(device.group(2)),
                device.group(1) != null,
                smallNumber(object, "biometric_failure_count"),
                smallNumber(object, "transaction_frequency_5min"),
                number(object, "total_loans_vnd"),
                smallNumber(object, "num_transactions"),
                nonPerforming.booleanValue(),
                number(object, "total_deposits_vnd"),
                number(object, "transaction_fees_vnd"));
    }

    private static List<String> fieldsOf(JsonNode object) {
        Iterable<String> names = object::fieldNames;
        return StreamSupport.stream(names.spliterator(), false).toList();
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        require(value.isTextual(), "a string " + field, object);
        return value.textValue();
    }

    private static long number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        require(value.isIntegralNumber() && value.canConvertToLong(), "a whole number " + field, object);
        return value.longValue();
    }

    private static int smallNumber(JsonNode object, String field) {
        return Math.toIntExact(number(object, field));
    }

    private static Location location(String wireName) {
        return Stream.of(Location.values())
                .filter(location -> location.wireName().equals(wireName))
                .findAny()
                .orElseThrow(() -> new AssertionError("No such location: " + wireName));
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        require(matcher.matches(), pattern.pattern(), text);
        return matcher;
    }

    private static void require(boolean met, String what, Object where) {
        if (!met) {
            throw new AssertionError("Expected " + what + " in " + where);
        }
    }
}
