package io.bankfeed.labels;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
            description =
                    "It changes nothing. It is a POST since its list of ids is long, and so is not open to every page.")
    @RequestBody(ref = "LabelQuery")
    @APIResponse(
            responseCode = "200",
            description = "What is known of every transaction, in the order asked for.",
            content = @Content(schema = @Schema(ref = "Labels")))
    @APIResponse(responseCode = "400", ref = "InvalidLabelQuery")
    @APIResponse(responseCode = "403", ref = "ForeignOrigin")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "413", ref = "QueryTooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public LabelsAnswer query(byte[] body) {
        long[] numbers = parser.parse(body);
        return labels.find(numbers);
    }
}
