package io.bankfeed.settings;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankfeed.http.Endpoints;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reads and changes the current settings. */
@Path("/config")
@Tag(name = "Configuration")
@Produces(MediaType.APPLICATION_JSON)
public class ConfigResource {

    private static final String INVALID =
            "`invalid-configuration`: A key is unknown, repeated, null, of the wrong type or"
                    + " out of range. `invalid-body`: The body is not a JSON object.";

    private final SettingsInForce settings;
    private final SettingsParser parser;

    ConfigResource(SettingsInForce settings, ObjectMapper mapper) {
        this.settings = settings;
        parser = new SettingsParser(mapper);
    }

    @GET
    @Operation(operationId = "getConfig", summary = "The configuration in effect")
    @APIResponse(responseCode = "200", description = "The configuration in effect.")
    public Settings config() {
        return settings.current();
    }

    @POST
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceConfig",
            summary = "Replace the configuration",
            description = "It takes effect immediately. A key that is omitted takes its default.",
            extensions = @Extension(name = Endpoints.MAX_BODY_BYTES, value = "65536", parseValue = true))
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "SettingsReplacement")))
    @APIResponse(responseCode = "200", description = "The new configuration.")
    @APIResponse(responseCode = "400", description = INVALID)
    public Changed replace(byte[] body) {
        return new Changed(settings.change(current -> parser.parse(body, settings.defaults())));
    }

    @PATCH
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeConfig",
            summary = "Change the configuration",
            description = "It takes effect immediately. A key that is omitted keeps its value.",
            extensions = @Extension(name = Endpoints.MAX_BODY_BYTES, value = "65536", parseValue = true))
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "SettingsChange")))
    @APIResponse(responseCode = "200", description = "The new configuration.")
    @APIResponse(responseCode = "400", description = INVALID)
    public Changed change(byte[] body) {
        return new Changed(settings.change(current -> parser.parse(body, current)));
    }

    /** The response to a change. */
    @JsonPropertyOrder({"message", "config"})
    @Schema(
            name = "SettingsChanged",
            description = "The configuration was changed.",
            additionalProperties = Schema.False.class)
    public record Changed(String message, Settings config) {

        Changed(Settings config) {
            this("Configuration updated", config);
        }
    }
}
