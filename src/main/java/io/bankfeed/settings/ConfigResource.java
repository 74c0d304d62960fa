package io.bankfeed.settings;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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

/** Reads and changes the current settings. */
@Path("/config")
@Tag(name = "Configuration")
@Produces(MediaType.APPLICATION_JSON)
public class ConfigResource {

    private final SettingsInForce settings;
    private final SettingsParser parser;

    ConfigResource(SettingsInForce settings, ObjectMapper mapper) {
        this.settings = settings;
        parser = new SettingsParser(mapper);
    }

    @GET
    @Operation(operationId = "getConfig", summary = "The configuration in force")
    @APIResponse(
            responseCode = "200",
            description = "The configuration in force.",
            content = @Content(schema = @Schema(ref = "Settings")))
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    public Settings config() {
        return settings.current();
    }

    @POST
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceConfig",
            summary = "Replace the configuration",
            description = "It is in force at once. A key that is left out takes its default.")
    @RequestBody(ref = "SettingsReplacement")
    @APIResponse(
            responseCode = "200",
            description = "The new configuration, which is in force.",
            content = @Content(schema = @Schema(ref = "SettingsChanged")))
    @APIResponse(responseCode = "400", ref = "InvalidConfiguration")
    @APIResponse(responseCode = "403", ref = "ForeignOrigin")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "413", ref = "BodyTooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public Changed replace(byte[] body) {
        return new Changed(settings.change(current -> parser.parse(body, settings.defaults())));
    }

    @PATCH
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeConfig",
            summary = "Change the configuration",
            description = "It is in force at once. A key that is left out stays as it is.")
    @RequestBody(ref = "SettingsChange")
    @APIResponse(
            responseCode = "200",
            description = "The new configuration, which is in force.",
            content = @Content(schema = @Schema(ref = "SettingsChanged")))
    @APIResponse(responseCode = "400", ref = "InvalidConfiguration")
    @APIResponse(responseCode = "403", ref = "ForeignOrigin")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "413", ref = "BodyTooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public Changed change(byte[] body) {
        return new Changed(settings.change(current -> parser.parse(body, current)));
    }

    /** The response to a change. */
    @JsonPropertyOrder({"message", "config"})
    public record Changed(String message, Settings config) {

        Changed(Settings config) {
            this("Configuration updated", config);
        }
    }
}
