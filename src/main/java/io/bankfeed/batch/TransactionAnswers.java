package io.bankfeed.batch;

import io.bankfeed.core.encoding.AsciiBuffer;
import io.bankfeed.core.encoding.TransactionEncoder;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionSink;
import io.bankfeed.generator.TransactionGenerator;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;

/**
 * Writes transactions straight from the generator into the answer. Thread-safe: each event loop has an output and an
 * encoder of its own, which it uses again for every answer.
 */
@Singleton
class TransactionAnswers {

    private static final byte[] BEGINNING = AsciiBuffer.ascii("{\"transactions\":[");
    private static final byte[] COUNT = AsciiBuffer.ascii("],\"count\":");
    private static final byte[] TIMESTAMP = AsciiBuffer.ascii(",\"timestamp\":\"");
    private static final byte[] END = AsciiBuffer.ascii("\"}");

    private final TransactionGenerator generator;
    private final ThreadLocal<Answer> answers = ThreadLocal.withInitial(Answer::new);

    TransactionAnswers(TransactionGenerator generator) {
        this.generator = generator;
    }

    /** One transaction. */
    Buffer one(boolean labelled) {
        Answer answer = answers.get();
        answer.output.begin(false);
        generator.generate(1, answer.sink(labelled));
        return answer.output.take();
    }

    /**
     * Any number of transactions in a document.
     *
     * @param count at least 0
     * @param compress whether with gzip
     */
    Buffer many(int count, boolean labelled, boolean compress) {
        Answer answer = answers.get();
        answer.output.begin(compress);
        AsciiBuffer text = answer.output.text();
        text.append(BEGINNING);
        long nowMicros = generator.generate(count, answer.elements(labelled));
        text.append(COUNT).append(count).append(TIMESTAMP);
        answer.encoder.appendTimestamp(nowMicros);
        text.append(END);
        return answer.output.take();
    }

    /** What an event loop writes its answers with. */
    private static final class Answer {

        private final WireOutput output = new WireOutput();
        private final TransactionEncoder encoder = new TransactionEncoder(output.text());
        private final TransactionSink raw = (transaction, label) -> encoder.append(transaction);
        private final TransactionSink labelled = encoder::append;

        TransactionSink sink(boolean withLabels) {
            return withLabels ? labelled : raw;
        }

        /** The elements of an array, from the first on. */
        TransactionSink elements(boolean withLabels) {
            return new Elements(output, sink(withLabels));
        }
    }

    /** Writes commas between transactions. */
    private static final class Elements implements TransactionSink {

        private final WireOutput output;
        private final TransactionSink sink;
        private boolean first = true;

        private Elements(WireOutput output, TransactionSink sink) {
            this.output = output;
            this.sink = sink;
        }

        @Override
        public void accept(Transaction transaction, Label label) {
            if (!first) {
                output.text().append(',');
            }
            first = false;
            sink.accept(transaction, label);
            output.drain();
        }
    }
}
