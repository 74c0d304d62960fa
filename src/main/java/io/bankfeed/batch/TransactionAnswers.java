package io.bankfeed.batch;

import io.bankfeed.core.encoding.JsonWriter;
import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.core.encoding.RecordWriter;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.transaction.TransactionSink;
import io.bankfeed.generator.TransactionGenerator;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

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
    Buffer one(RecordFields fields) {
        Encoders own = encoders.get();
        own.output.begin(false);
        generate(1, fields, own.single(fields)::append);
        return own.output.take();
    }

    /**
     * A document of transactions.
     *
     * @param count at least 0
     * @param compress whether to compress it with gzip
     */
    Buffer many(int count, RecordFields fields, boolean compress) {
        Encoders own = encoders.get();
        WireOutput output = own.output;
        RecordWriter records = own.document(fields);
        output.begin(compress);
        records.begin();
        long nowMicros = generate(count, fields, (transaction, label) -> {
            records.accept(transaction, label);
            output.drain();
        });
        records.end(nowMicros);
        return output.take();
    }

    private long generate(int count, RecordFields fields, TransactionSink sink) {
        return generator.generate(count, fields.extended() ? generator.bank().withPayments(sink) : sink);
    }

    /** The encoders are created when they are first needed, since few of the combinations of fields are. */
    private final class Encoders {

        private final WireOutput output = new WireOutput();
        private final Map<RecordFields, TransactionEncoder> single = new HashMap<>();
        private final Map<RecordFields, RecordWriter> documents = new HashMap<>();

        TransactionEncoder single(RecordFields fields) {
            return single.computeIfAbsent(
                    fields, wanted -> new TransactionEncoder(output.text(), wanted, generator.reports()));
        }

        RecordWriter document(RecordFields fields) {
            return documents.computeIfAbsent(
                    fields, wanted -> new JsonWriter(output.text(), wanted, generator.reports()));
        }
    }
}
