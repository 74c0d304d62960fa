package io.bankfeed.labels;

import io.bankfeed.generator.RecordParameters;
import io.bankfeed.generator.TransactionId;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemText;
import io.bankfeed.http.ProblemType;
import io.bankfeed.http.QueryParameters;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The label of one transaction, and the labels of a range of transactions. */
@Path("/labels")
@Tag(name = "Labels")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class LabelsResource {

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final LiveLabels labels;

    LabelsResource(LiveLabels labels) {
        this.labels = labels;
    }

    @GET
    @Path("{transaction_id}")
    @Operation(operationId = "getLabel", summary = "The label of one transaction")
    @APIResponse(responseCode = "200", description = "The label.", content = @Content(schema = @Schema(ref = "Label")))
    @APIResponse(
            responseCode = "400",
            description =
                    "`invalid-parameter`: It is not the id of a transaction, or `labels` is neither true nor full.")
    @APIResponse(responseCode = "404", description = "`not-found`: There is no such transaction in this run.")
    @APIResponse(responseCode = "410", description = "`gone`: The label is no longer kept.")
    @APIResponse(responseCode = "425", description = "`too-early`: The label is not known yet.")
    public KnownLabel label(
            @Parameter(schema = @Schema(implementation = TransactionId.class)) @PathParam("transaction_id")
                    String transactionId,
            @Context UriInfo uri) {
        boolean full = FullLabels.wanted(uri);
        long number = TransactionId.parse(transactionId)
                .orElseThrow(() -> ProblemException.ofParameter(
                        "transaction_id",
                        TransactionId.FORMAT + ", but was \"" + ProblemText.shortened(transactionId) + "\""));
        LabelLookup lookup = labels.find(number);
        if (lookup instanceof LabelLookup.Known known) {
            return labels.mapper(full).known(known);
        }
        throw problem(lookup, transactionId);
    }

    @GET
    @Operation(
            operationId = "getLabels",
            summary = "The labels of a range of transactions",
            description = "Every transaction of the range is listed, with its label or the reason why it has none.")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            required = true,
            description = "The first transaction.",
            schema = @Schema(implementation = TransactionId.class))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            required = true,
            description = "The last transaction, at most 9999 after the first.",
            schema = @Schema(implementation = TransactionId.class))
    @APIResponse(
            responseCode = "200",
            description = "What is known about every transaction of the range.",
            content = @Content(schema = @Schema(ref = "Labels")))
    @APIResponse(
            responseCode = "400",
            description =
                    "`invalid-parameter`: `from` or `to` is not an id, the range does not have 1 to 10,000 ids, or `labels`"
                            + " is neither true nor full.")
    public LabelsAnswer labels(@Context UriInfo uri) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        boolean full = RecordParameters.fullLabels(parameters);
        return labels.find(LabelRange.of(parameters).numbers(), full);
    }

    private ProblemException problem(LabelLookup lookup, String transactionId) {
        if (lookup instanceof LabelLookup.Pending pending) {
            long waitMicros = pending.knownAtMicros() - labels.nowMicros();
            long seconds = Math.max(1, (waitMicros + MICROS_PER_SECOND - 1) / MICROS_PER_SECOND);
            return ProblemException.retryLater(
                    ProblemType.TOO_EARLY,
                    "The label of " + transactionId + " is not known before "
                            + labels.mapper(false).timestamp(pending.knownAtMicros()) + ".",
                    seconds);
        }
        if (lookup instanceof LabelLookup.Evicted) {
            return new ProblemException(
                    ProblemType.GONE,
                    "The label of " + transactionId + " is no longer held; those of the latest "
                            + labels.status().capacity() + " transactions are.");
        }
        return new ProblemException(
                ProblemType.NOT_FOUND, "There is no transaction " + transactionId + " in this run of the service.");
    }
}
