package io.bankfeed.batch;

import io.bankfeed.generator.TransactionGenerator;
import io.bankfeed.problem.FieldError;
import io.bankfeed.problem.ProblemException;
import io.bankfeed.problem.ProblemType;
import io.bankfeed.problem.Shown;
import io.bankfeed.streaming.WireBuffer;
import io.bankfeed.transaction.AsciiBuffer;
import io.bankfeed.transaction.TransactionEncoder;
import io.bankfeed.transaction.TransactionSink;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Many transactions on request. At most 1000 are made at once, in about a millisecond of CPU time, so it is done on the event
 * loop.
 */
@Path("/transactions")
@Tag(name = "Transactions")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class TransactionsResource {

    private static final int MOST_TRANSACTIONS = 1000;
    private static final int ROOM_FOR_THE_REST = 128;

    private static final byte[] BEGINNING = AsciiBuffer.ascii("{\"transactions\":[");
    private static final byte[] COUNT = AsciiBuffer.ascii("],\"count\":");
    private static final byte[] TIMESTAMP = AsciiBuffer.ascii(",\"timestamp\":\"");
    private static final byte[] END = AsciiBuffer.ascii("\"}");

    private final TransactionGenerator generator;

    TransactionsResource(TransactionGenerator generator) {
        this.generator = generator;
    }

    @GET
    @Path("{count}")
    @Operation(operationId = "getTransactions", summary = "Many transactions at once")
    @APIResponse(
            responseCode = "200",
            description = "As many transactions as asked for, in the order of their ids.",
            content = @Content(schema = @Schema(ref = "Batch")))
    @APIResponse(responseCode = "400", ref = "InvalidCount")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    public Buffer transactions(
            @Parameter(description = "How many transactions, from 0 to 1000.", schema = @Schema(ref = "Count"))
                    @PathParam("count")
                    String count,
            @Context UriInfo uri) {
        int number = countOf(count);
        boolean labelled = Labels.wanted(uri);
        AsciiBuffer json = new AsciiBuffer(number * TransactionEncoder.TYPICAL_BYTES + ROOM_FOR_THE_REST);
        TransactionEncoder encoder = new TransactionEncoder(json);
        json.append(BEGINNING);
        TransactionSink sink = Labels.sink(encoder, labelled);
        long nowMicros = generator.generate(number, (transaction, label) -> {
            if (json.length() > BEGINNING.length) {
                json.append(',');
            }
            sink.accept(transaction, label);
        });
        json.append(COUNT).append(number).append(TIMESTAMP);
        encoder.appendTimestamp(nowMicros);
        json.append(END);
        return WireBuffer.wrap(json.asByteBuffer());
    }

    private static int countOf(String count) {
        String received = Shown.shortened(count);
        if (!count.matches("[0-9]+")) {
            throw ProblemException.ofParameter(
                    "count",
                    "must be a whole number from 0 to " + MOST_TRANSACTIONS + ", but was \"" + received + "\"");
        }
        String digits = count.replaceFirst("^0+(?=.)", "");
        if (digits.length() > 9 || Integer.parseInt(digits) > MOST_TRANSACTIONS) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    "Maximum " + MOST_TRANSACTIONS + " transactions per request, but count was " + received + ".",
                    List.of(new FieldError("count", "must be at most " + MOST_TRANSACTIONS + ", but was " + received)));
        }
        return Integer.parseInt(digits);
    }
}
