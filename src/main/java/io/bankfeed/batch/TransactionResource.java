package io.bankfeed.batch;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

    private final TransactionAnswers answers;

    TransactionResource(TransactionAnswers answers) {
        this.answers = answers;
    }

    @GET
    @Operation(operationId = "getTransaction", summary = "One transaction")
    @APIResponse(
            responseCode = "200",
            description = "One transaction.",
            content = @Content(schema = @Schema(ref = "Transaction")))
    @APIResponse(responseCode = "400", description = "`invalid-parameter`: `labels` is neither true nor false.")
    public Buffer transaction(@Context UriInfo uri) {
        return answers.one(Labels.wanted(uri));
    }

    /** Generates nothing, since a body in pooled memory leaks unless it is sent. */
    @HEAD
    @Operation(hidden = true)
    public Response head(@Context UriInfo uri) {
        Labels.wanted(uri);
        return Response.ok().type(MediaType.APPLICATION_JSON).build();
    }
}
