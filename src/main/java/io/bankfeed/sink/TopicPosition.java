package io.bankfeed.sink;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A place in a topic, as the id of an event. It is the same at every replica.
 *
 * @param stream the name of the stream; empty for the live feed
 * @param offsets the offset of the next record of each partition
 */
record TopicPosition(String stream, List<Long> offsets) {

    private static final String PREFIX = "kafka-";

    /** @param offsets they may change afterwards */
    static TopicPosition of(String stream, long[] offsets) {
        return new TopicPosition(stream, Arrays.stream(offsets).boxed().toList());
    }

    /** Parses an id; empty if the text is not one of a stream with so many partitions. */
    static Optional<TopicPosition> parse(String text, String stream, int partitions) {
        String prefix = prefix(stream);
        String offsets = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
        if (!offsets.matches("[0-9]{1,18}(\\.[0-9]{1,18})*")) {
            return Optional.empty();
        }
        List<Long> parsed =
                Arrays.stream(offsets.split("\\.")).map(Long::valueOf).toList();
        return parsed.size() == partitions ? Optional.of(new TopicPosition(stream, parsed)) : Optional.empty();
    }

    /** How many records come before it. */
    long records() {
        return offsets.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        return prefix(stream) + offsets.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    private static String prefix(String stream) {
        return stream.isEmpty() ? PREFIX : PREFIX + stream + "-";
    }
}
