package io.bankfeed.operations;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bankfeed.settings.Settings;

/** What {@code /} says. */
@JsonPropertyOrder({"message", "description", "status", "streaming", "config"})
public record Service(String message, String description, String status, boolean streaming, Settings config) {}
