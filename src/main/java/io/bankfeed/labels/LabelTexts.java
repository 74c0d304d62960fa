package io.bankfeed.labels;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.transaction.Label;
import java.util.List;

/** What is written of every label again and again. Immutable. */
final class LabelTexts {

    private final byte[][] texts;

    /** @param labels every label, by its index */
    LabelTexts(List<Label> labels) {
        texts = labels.stream()
                .map(label -> AsciiBuffer.ascii("\",\"is_fraud\":" + label.isFraud() + ",\"fraud_type\":\""
                        + label.fraudType() + "\",\"labelled_at\":\""))
                .toArray(byte[][]::new);
    }

    /** What stands between the id of a transaction and the time of its label. */
    byte[] of(int label) {
        return texts[label];
    }
}
