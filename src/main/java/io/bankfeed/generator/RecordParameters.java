package io.bankfeed.generator;

import io.bankfeed.core.encoding.LabelFields;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.http.QueryParameters;
import java.util.Arrays;
import java.util.List;

/** The query parameters that select the fields of transactions and of labels. */
public final class RecordParameters {

    public static final String FIELDS = "fields";
    public static final String LABELS = "labels";

    /** The value of {@link #FIELDS} for the 15 fields and those of the payment. */
    public static final String EXTENDED = "extended";

    private static final List<String> ALL_FIELDS = List.of("core", EXTENDED);
    private static final List<String> ALL_LABELS =
            Arrays.stream(LabelFields.values()).map(LabelFields::wireName).toList();

    /** Where there are only labels, they cannot be left out. */
    private static final List<String> LABELS_ALONE = List.of(LabelFields.TRUTH.wireName(), LabelFields.FULL.wireName());

    private RecordParameters() {}

    /** Reads both parameters, and records an invalid value. */
    public static RecordFields fields(QueryParameters parameters) {
        boolean extended = parameters.choice(FIELDS, ALL_FIELDS).equals(EXTENDED);
        String labels = parameters.choice(LABELS, ALL_LABELS);
        return new RecordFields(
                extended,
                Arrays.stream(LabelFields.values())
                        .filter(one -> one.wireName().equals(labels))
                        .findFirst()
                        .orElseThrow());
    }

    /** Reads whether labels are wanted in full where they stand alone, and records an invalid value. */
    public static boolean fullLabels(QueryParameters parameters) {
        return parameters.choice(LABELS, LABELS_ALONE).equals(LabelFields.FULL.wireName());
    }
}
