package io.bankfeed.operations;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bankfeed.settings.Settings;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The response of {@code /}. */
@JsonPropertyOrder({"message", "description", "status", "streaming", "config"})
@Schema(description = "A description of the service.", additionalProperties = Schema.False.class)
public record Service(
        String message,
        String description,
        @Schema(constValue = "active") String status,
        boolean streaming,
        Settings config) {}
