package io.bankfeed.benchmark;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random requests that must succeed. Those for labels ask for the latest batch that this thread received. */
final class GoodCalls {

    private static final String ID = "TXN_";
    private static final Call.Check LINES = body -> body.length > 0 && body[body.length - 1] == '\n';

    private final Service service;
    private final Random random;
    private long firstId;
    private int idCount;

    GoodCalls(Service service, Random random) {
        this.service = service;
        this.random = random;
    }

    /** Of a hundred: 40 batches, 23 single transactions, 22 of labels, 10 of the service's state, 5 datasets. */
    Call next() {
        int draw = random.nextInt(100);
        if (idCount == 0 || draw < 40) {
            return batch(random.nextInt(1001));
        } else if (draw < 60) {
            return get("/transaction", Call.times("transaction_id", 1));
        } else if (draw < 63) {
            return get("/transaction?labels=true", Call.times("is_fraud", 1));
        } else if (draw < 72) {
            return get("/labels/" + id(firstId + random.nextInt(idCount)), Call.times("is_fraud", 1));
        } else if (draw < 80) {
            return get("/labels?from=" + id(firstId) + "&to=" + id(firstId + idCount - 1), labels(idCount));
        } else if (draw < 85) {
            return labelsQuery(Math.min(idCount, 200));
        } else if (draw < 95) {
            return state(draw - 85);
        }
        return dataset(draw - 95);
    }

    private Call batch(int size) {
        boolean labels = random.nextInt(4) == 0;
        String path = "/transactions/" + size + (labels ? "?labels=true" : "");
        Call.Check check = body -> {
            remember(body, size);
            return Call.count(body, "transaction_id") == size && Call.count(body, "is_fraud") == (labels ? size : 0);
        };
        return random.nextInt(3) == 0 ? get(path, check, "Accept-Encoding", "gzip") : get(path, check);
    }

    /** The ids of a batch are consecutive. */
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
        HttpRequest request = HttpRequest.newBuilder(service.uri("/labels/query"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ids))
                .build();
        return new Call("POST /labels/query", request, 200, labels(count));
    }

    /** Each label is known, or pending while an earlier transaction is being generated. */
    private static Call.Check labels(int count) {
        return body -> {
            String rest = new String(body, StandardCharsets.US_ASCII);
            rest = rest.substring(rest.indexOf("\"pending\":"));
            int pending = rest.split(ID, -1).length - 1;
            return rest.endsWith("\"evicted\":[],\"unknown\":[]}") && Call.count(body, "is_fraud") + pending == count;
        };
    }

    private Call state(int which) {
        return switch (which) {
            case 0, 1, 2 -> get("/status", Call.times("transactions_generated", 1));
            case 3, 4 -> get("/config", Call.times("batch_size", 1));
            case 5 -> get("/", Call.times("streaming", 1));
            case 6 -> get("/q/health", Call.times("checks", 1));
            case 7 -> get("/openapi.json", Call.times("openapi", 1), "Accept", "application/json");
            default -> get("/q/metrics", LINES, "Accept", "text/plain");
        };
    }

    private Call dataset(int which) {
        int count = 1 + random.nextInt(5000);
        String path = "/datasets?rate=1&accounts=1000&count=" + count + "&seed=" + random.nextInt(1000) + "&format=";
        return switch (which) {
            case 0 -> get(path + "json", Call.times("transaction_id", count));
            case 1 -> get(path + "csv", body -> lines(body) == count + 1, "Accept-Encoding", "gzip");
            case 2 -> get(path + "csv", body -> lines(body) == count + 1);
            default -> get(path + "ndjson", Call.times("transaction_id", count));
        };
    }

    private Call get(String path, Call.Check check, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        // Replaces numbers, which differ from call to call.
        return new Call("GET " + path.replaceAll("[0-9]+", "N"), request.build(), 200, check);
    }

    private static long lines(byte[] body) {
        return new String(body, StandardCharsets.US_ASCII).lines().count();
    }

    private static String id(long number) {
        return String.format("%s%08d", ID, number);
    }
}
