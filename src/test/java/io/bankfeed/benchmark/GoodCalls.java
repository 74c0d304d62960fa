package io.bankfeed.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests that must succeed, at random. One thread's: it asks for the labels of what it was given last. */
final class GoodCalls {

    private static final String ID = "TXN_";
    private static final Call.Check LINES = body -> body.length > 0 && body[body.length - 1] == '\n';

    private final Random random;
    private long firstId;
    private int idCount;

    GoodCalls(Random random) {
        this.random = random;
    }

    /** Of a hundred: 40 batches, 23 single ones, 22 of labels, 10 of the service's state, 5 datasets. */
    Call next() {
        int draw = random.nextInt(100);
        if (idCount == 0 || draw < 40) {
            return batch(random.nextInt(1001));
        } else if (draw < 63) {
            return draw < 60
                    ? Call.get("/transaction", Call.times("transaction_id", 1))
                    : Call.get("/transaction?labels=true", Call.times("is_fraud", 1));
        } else if (draw < 72) {
            return Call.get("/labels/" + id(firstId + random.nextInt(idCount)), Call.times("is_fraud", 1));
        } else if (draw < 80) {
            return Call.get("/labels?from=" + id(firstId) + "&to=" + id(firstId + idCount - 1), labels(idCount));
        } else if (draw < 85) {
            return labelsQuery(Math.min(idCount, 200));
        } else if (draw < 95) {
            return state(draw - 85);
        }
        return dataset(draw - 95);
    }

    /** Whether a call is for a dataset, of which the service makes only so many at once. */
    static boolean isDataset(Call call) {
        return call.name().startsWith("GET /datasets");
    }

    private Call batch(int size) {
        boolean labels = random.nextInt(4) == 0;
        String path = "/transactions/" + size + (labels ? "?labels=true" : "");
        Call.Check check = body -> {
            remember(body, size);
            return Call.count(body, "transaction_id") == size && Call.count(body, "is_fraud") == (labels ? size : 0);
        };
        return random.nextInt(3) == 0 ? Call.get(path, check, "Accept-Encoding: gzip") : Call.get(path, check);
    }

    /** The ids of a batch are in a row. */
    private void remember(byte[] batch, int size) {
        String beginning = new String(batch, 0, Math.min(batch.length, 200), StandardCharsets.US_ASCII);
        int at = beginning.indexOf(ID);
        if (size > 0 && at > 0) {
            int end = beginning.indexOf('"', at);
            firstId = Long.parseLong(beginning.substring(at + ID.length(), end));
            idCount = size;
        }
    }

    private Call labelsQuery(int count) {
        String ids = IntStream.range(0, count)
                .mapToObj(i -> '"' + id(firstId + i) + '"')
                .collect(Collectors.joining(",", "{\"transaction_ids\":[", "]}"));
        return Call.send("POST", "/labels/query", ids, labels(count));
    }

    /** Each is told, or is pending while an earlier transaction is still in the making. */
    private static Call.Check labels(int count) {
        return body -> {
            String rest = new String(body, StandardCharsets.US_ASCII);
            rest = rest.substring(rest.indexOf("\"pending\":"));
            int pending = rest.split(ID, -1).length - 1;
            return rest.endsWith("\"evicted\":[],\"unknown\":[]}") && Call.count(body, "is_fraud") + pending == count;
        };
    }

    private static Call state(int which) {
        return switch (which) {
            case 0, 1, 2 -> Call.get("/status", Call.times("transactions_generated", 1));
            case 3, 4 -> Call.get("/config", Call.times("batch_size", 1));
            case 5 -> Call.get("/", Call.times("streaming", 1));
            case 6 -> Call.get("/q/health", Call.times("checks", 1));
            case 7 -> Call.get("/openapi.json", Call.times("openapi", 1), "Accept: application/json");
            default -> Call.get("/q/metrics", LINES, "Accept: text/plain");
        };
    }

    private Call dataset(int which) {
        int count = 1 + random.nextInt(5000);
        Function<String, String> path = format ->
                "/datasets?rate=1&accounts=1000&count=" + count + "&seed=" + random.nextInt(1000) + "&format=" + format;
        return switch (which) {
            case 0 -> Call.get(path.apply("json"), Call.times("transaction_id", count));
            case 1 -> Call.get(path.apply("csv"), body -> lines(body) == count + 1, "Accept-Encoding: gzip");
            case 2 -> Call.get(path.apply("csv"), body -> lines(body) == count + 1);
            default -> Call.get(path.apply("ndjson"), Call.times("transaction_id", count));
        };
    }

    private static int lines(byte[] body) {
        int lines = 0;
        for (byte one : body) {
            lines += one == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static String id(long number) {
        String digits = Long.toString(number);
        return ID + "0".repeat(Math.max(0, 8 - digits.length())) + digits;
    }
}
