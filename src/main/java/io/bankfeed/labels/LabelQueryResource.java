package io.bankfeed.labels;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.http.Endpoints;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The labels of a list of transactions. */
@Path("/labels/query")
@Tag(name = "Labels")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class LabelQueryResource {

    private final LiveLabels labels;
    private final LabelQueryParser parser;

    LabelQueryResource(LiveLabels labels, ObjectMapper mapper) {
        this.labels = labels;
        parser = new LabelQueryParser(mapper);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "queryLabels",
            summary = "The labels of many transactions",
            description = "It changes nothing; it is a POST because its list of ids can be long.",
            extensions = @Extension(name = Endpoints.MAX_BODY_BYTES, value = "262144", parseValue = true))
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "LabelQuery")))
    @APIResponse(
            responseCode = "200",
            description = "What is known about every transaction, in the order requested.",
            content = @Content(schema = @Schema(ref = "Labels")))
    @APIResponse(
            responseCode = "400",
            description = "`invalid-body`: The body is not a list of 1 to 10,000 ids. `invalid-parameter`: `labels` is"
                    + " neither true nor full.")
    public LabelsAnswer query(byte[] body, @Context UriInfo uri) {
        return labels.find(parser.parse(body), FullLabels.wanted(uri));
    }
}
