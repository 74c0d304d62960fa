package io.bankfeed.sink;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A place in a topic, as the id of an event: the offset of the next record of each partition, the same at every replica.
 *
 * @param stream the name of the stream; empty for the live feed
 */
record TopicPosition(String stream, long[] offsets) {

    private static final String PREFIX = "kafka-";

    /** Parses an id; empty if the text is not one of a stream with so many partitions. */
    static Optional<TopicPosition> parse(String text, String stream, int partitions) {
        String prefix = prefix(stream);
        String offsets = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
        return offsets.matches("[0-9]{1,18}(\\.[0-9]{1,18})*") && offsets.split("\\.").length == partitions
                ? Optional.of(new TopicPosition(
                        stream,
                        Arrays.stream(offsets.split("\\."))
                                .mapToLong(Long::parseLong)
                                .toArray()))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return prefix(stream) + Arrays.stream(offsets).mapToObj(Long::toString).collect(Collectors.joining("."));
    }

    private static String prefix(String stream) {
        return stream.isEmpty() ? PREFIX : PREFIX + stream + "-";
    }
}
