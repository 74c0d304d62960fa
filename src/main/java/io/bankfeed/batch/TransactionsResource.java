package io.bankfeed.batch;

import io.bankfeed.core.encoding.RecordFields;
import io.bankfeed.generator.RecordParameters;
import io.bankfeed.http.FieldError;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.ProblemType;
import io.bankfeed.http.QueryParameters;
import io.bankfeed.streaming.ContentCodings;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * One transaction on request, or up to 1000. They are generated on the event loop, which 1000 of them hold up for half a
 * millisecond, or three if they are compressed.
 */
@Path("/")
@Tag(name = "Transactions")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class TransactionsResource {

    private static final int MAX_TRANSACTIONS = 1000;

    /** Fewer fit in one or two packets, compressed or not. */
    private static final int MIN_TO_COMPRESS = 4;

    private final TransactionAnswers answers;

    TransactionsResource(TransactionAnswers answers) {
        this.answers = answers;
    }

    @GET
    @Path("transaction")
    @Operation(operationId = "getTransaction", summary = "One transaction")
    @APIResponse(
            responseCode = "200",
            description = "One transaction.",
            content = @Content(schema = @Schema(ref = "Transaction")))
    @APIResponse(responseCode = "400", description = "`invalid-parameter`: `fields` or `labels` is none of its values.")
    public Buffer transaction(@Context UriInfo uri) {
        return answers.one(fields(uri));
    }

    /** Generates nothing, since a body in pooled memory leaks unless it is sent. */
    @HEAD
    @Path("transaction")
    @Operation(hidden = true)
    public Response head(@Context UriInfo uri) {
        fields(uri);
        return Response.ok().type(MediaType.APPLICATION_JSON).build();
    }

    @GET
    @Path("transactions/{count}")
    @Operation(operationId = "getTransactions", summary = "Several transactions")
    @APIResponse(
            responseCode = "200",
            description = "As many transactions as requested, in the order of their ids.",
            content = @Content(schema = @Schema(ref = "Batch")))
    @APIResponse(
            responseCode = "400",
            description =
                    "`invalid-parameter`: `count` is not a whole number from 0 to 1000, or `fields` or `labels` is none"
                            + " of its values.")
    @APIResponse(responseCode = "404", description = "`not-found`: The path has no count.")
    public Response transactions(
            @Parameter(
                            description = "The number of transactions.",
                            schema = @Schema(implementation = int.class, minimum = "0", maximum = "1000"))
                    @PathParam("count")
                    String count,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        int number = countOf(count);
        RecordFields fields = fields(uri);
        boolean compress = compresses(number, headers);
        return head(compress).entity(answers.many(number, fields, compress)).build();
    }

    @HEAD
    @Path("transactions/{count}")
    @Operation(hidden = true)
    public Response head(@PathParam("count") String count, @Context UriInfo uri, @Context HttpHeaders headers) {
        int number = countOf(count);
        fields(uri);
        return head(compresses(number, headers)).build();
    }

    private static RecordFields fields(UriInfo uri) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        RecordFields fields = RecordParameters.fields(parameters);
        parameters.check();
        return fields;
    }

    private static boolean compresses(int number, HttpHeaders headers) {
        return number >= MIN_TO_COMPRESS
                && ContentCodings.acceptGzip(headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
    }

    private static Response.ResponseBuilder head(boolean compress) {
        Response.ResponseBuilder head =
                Response.ok().type(MediaType.APPLICATION_JSON).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return compress ? head.header(HttpHeaders.CONTENT_ENCODING, "gzip") : head;
    }

    private static int countOf(String count) {
        String received = ProblemText.shortened(count);
        if (!count.matches("[0-9]+")) {
            throw ProblemException.ofParameter(
                    "count", "must be a whole number from 0 to " + MAX_TRANSACTIONS + ", but was \"" + received + "\"");
        }
        String digits = count.replaceFirst("^0+(?=.)", "");
        if (digits.length() > 9 || Integer.parseInt(digits) > MAX_TRANSACTIONS) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    "Maximum " + MAX_TRANSACTIONS + " transactions per request, but count was " + received + ".",
                    List.of(new FieldError("count", "must be at most " + MAX_TRANSACTIONS + ", but was " + received)));
        }
        return Integer.parseInt(digits);
    }
}
