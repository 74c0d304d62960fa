package io.bankfeed.batch;

import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.generator.WireBuffer;
import io.bankfeed.transaction.AsciiBuffer;
import io.bankfeed.transaction.TransactionEncoder;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** One transaction on request. */
@Path("/transaction")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class TransactionResource {

    private final TransactionGenerator generator;

    TransactionResource(TransactionGenerator generator) {
        this.generator = generator;
    }

    @GET
    public Buffer transaction() {
        AsciiBuffer json = new AsciiBuffer(TransactionEncoder.TYPICAL_BYTES);
        TransactionEncoder encoder = new TransactionEncoder(json);
        generator.generate(1, (transaction, label) -> encoder.append(transaction));
        return WireBuffer.wrap(json.asByteBuffer());
    }
}
