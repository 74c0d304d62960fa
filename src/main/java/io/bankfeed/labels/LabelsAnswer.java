package io.bankfeed.labels;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bankfeed.generator.TransactionId;
import java.util.ArrayList;
import java.util.List;

/**
 * The labels of several transactions, as JSON. Each is in one of the four lists, in the order of the request.
 *
 * @param count the number of known labels
 * @param evicted ids of transactions whose labels were evicted
 * @param unknown ids without a transaction
 */
@JsonPropertyOrder({"labels", "count", "pending", "evicted", "unknown"})
public record LabelsAnswer(
        List<KnownLabel> labels, int count, List<PendingLabel> pending, List<String> evicted, List<String> unknown) {

    static LabelsAnswer of(List<LabelLookup> lookups, LabelMapper mapper) {
        List<KnownLabel> labels = new ArrayList<>(lookups.size());
        List<PendingLabel> pending = new ArrayList<>();
        List<String> evicted = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (LabelLookup lookup : lookups) {
            if (lookup instanceof LabelLookup.Known one) {
                labels.add(mapper.known(one));
            } else if (lookup instanceof LabelLookup.Pending one) {
                pending.add(mapper.pending(one));
            } else if (lookup instanceof LabelLookup.Evicted) {
                evicted.add(TransactionId.format(lookup.number()));
            } else {
                unknown.add(TransactionId.format(lookup.number()));
            }
        }
        return new LabelsAnswer(labels, labels.size(), pending, evicted, unknown);
    }
}
