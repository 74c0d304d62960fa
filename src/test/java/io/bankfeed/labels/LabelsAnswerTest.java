package io.bankfeed.labels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.core.transaction.Label;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelsAnswerTest {

    private final LabelMapper mapper = new LabelMapper(List.of(Label.NORMAL, new Label("loan_fraud")), false);

    @Test
    void lookupsAreGroupedByKind() throws JsonProcessingException {
        LabelsAnswer answer = LabelsAnswer.of(
                List.of(
                        new LabelLookup.Unknown(0),
                        new LabelLookup.Evicted(7),
                        new LabelLookup.Known(12, 0, 1_790_000_000_123_456L),
                        new LabelLookup.Known(11, 1, 0),
                        new LabelLookup.Pending(13, 1_790_000_000_000_000L),
                        new LabelLookup.Evicted(6),
                        new LabelLookup.Unknown(123_456_789_012L)),
                mapper);

        assertThat(new ObjectMapper().writeValueAsString(answer))
                .isEqualTo("{\"labels\":[{\"transaction_id\":\"TXN_00000012\",\"is_fraud\":false,"
                        + "\"fraud_type\":\"normal\",\"labelled_at\":\"2026-09-21T21:13:20.123456+07:00\"},"
                        + "{\"transaction_id\":\"TXN_00000011\",\"is_fraud\":true,"
                        + "\"fraud_type\":\"loan_fraud\",\"labelled_at\":\"1970-01-01T07:00:00.000000+07:00\"}],"
                        + "\"count\":2,"
                        + "\"pending\":[{\"transaction_id\":\"TXN_00000013\","
                        + "\"known_at\":\"2026-09-21T21:13:20.000000+07:00\"}],"
                        + "\"evicted\":[\"TXN_00000007\",\"TXN_00000006\"],"
                        + "\"unknown\":[\"TXN_00000000\",\"TXN_123456789012\"]}");
    }
}
