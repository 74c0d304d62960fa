package io.bankfeed.batch;

import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.streaming.WireBuffer;
import io.bankfeed.transaction.AsciiBuffer;
import io.bankfeed.transaction.TransactionEncoder;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One transaction on request. */
@Path("/transaction")
@Tag(name = "Transactions")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class TransactionResource {

    private final TransactionGenerator generator;

    TransactionResource(TransactionGenerator generator) {
        this.generator = generator;
    }

    @GET
    @Operation(operationId = "getTransaction", summary = "One transaction")
    @APIResponse(
            responseCode = "200",
            description = "One transaction.",
            content = @Content(schema = @Schema(ref = "Transaction")))
    @APIResponse(responseCode = "400", ref = "InvalidLabels")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    public Buffer transaction(@Context UriInfo uri) {
        boolean labelled = Labels.wanted(uri);
        AsciiBuffer json = new AsciiBuffer(TransactionEncoder.TYPICAL_BYTES);
        TransactionEncoder encoder = new TransactionEncoder(json);
        generator.generate(1, Labels.sink(encoder, labelled));
        return WireBuffer.wrap(json.asByteBuffer());
    }
}
