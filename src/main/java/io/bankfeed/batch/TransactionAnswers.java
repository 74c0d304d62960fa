package io.bankfeed.batch;

import io.bankfeed.core.encoding.JsonWriter;
import io.bankfeed.core.encoding.RecordWriter;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.generator.TransactionGenerator;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;

/**
 * Generates transactions straight into a response body. Thread-safe: each event loop has an output and encoders of its
 * own, which it reuses for every response.
 */
@Singleton
class TransactionAnswers {

    private final TransactionGenerator generator;
    private final ThreadLocal<Encoders> encoders = ThreadLocal.withInitial(Encoders::new);

    TransactionAnswers(TransactionGenerator generator) {
        this.generator = generator;
    }

    /** One transaction. */
    Buffer one(boolean labelled) {
        Encoders own = encoders.get();
        own.output.begin(false);
        generator.generate(1, labelled ? own.single::append : (transaction, label) -> own.single.append(transaction));
        return own.output.take();
    }

    /**
     * A document of transactions.
     *
     * @param count at least 0
     * @param compress whether to compress it with gzip
     */
    Buffer many(int count, boolean labelled, boolean compress) {
        Encoders own = encoders.get();
        WireOutput output = own.output;
        RecordWriter records = labelled ? own.labelled : own.raw;
        output.begin(compress);
        records.begin();
        long nowMicros = generator.generate(count, (transaction, label) -> {
            records.accept(transaction, label);
            output.drain();
        });
        records.end(nowMicros);
        return output.take();
    }

    private static final class Encoders {

        private final WireOutput output = new WireOutput();
        private final TransactionEncoder single = new TransactionEncoder(output.text());
        private final RecordWriter raw = new JsonWriter(output.text(), false);
        private final RecordWriter labelled = new JsonWriter(output.text(), true);
    }
}
