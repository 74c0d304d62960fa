package io.bankfeed.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bankfeed.http.ProblemException;
import io.bankfeed.http.ProblemType;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tickets for browsers, whose {@code EventSource} cannot send a key. */
@Path("/stream/tickets")
@Tag(name = "Live feed")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class TicketResource {

    private final Authenticator authenticator;
    private final SecurityIdentity caller;

    TicketResource(Authenticator authenticator, SecurityIdentity caller) {
        this.authenticator = authenticator;
        this.caller = caller;
    }

    @POST
    @Operation(
            operationId = "openTicket",
            summary = "A ticket for one stream",
            description = "`EventSource` cannot send a key. Instead, a page requests a ticket with its key and opens"
                    + " `/stream?ticket=…` or `/labels/stream?ticket=…` with it, once and before it expires. If no"
                    + " keys are configured, a stream opens with or without a ticket.")
    @APIResponse(responseCode = "200", description = "A new ticket.")
    @APIResponse(responseCode = "503", description = "`too-many-tickets`: Too many unused tickets are open.")
    public Ticket open() {
        long seconds = authenticator.ticketLifetime().toSeconds();
        return authenticator
                .openTicket(caller)
                .map(ticket -> new Ticket(ticket, seconds))
                .orElseThrow(() -> ProblemException.retryLater(
                        ProblemType.TOO_MANY_TICKETS,
                        "Too many tickets are open; the maximum is set by bankfeed.security.tickets.max-open.",
                        seconds));
    }

    /** A ticket. */
    @JsonPropertyOrder({"ticket", "expires_in_seconds"})
    @Schema(description = "Opens one stream, once.", additionalProperties = Schema.False.class)
    public record Ticket(
            @Schema(description = "The secret.", minLength = 1, maxLength = 512)
            String ticket,

            @JsonProperty("expires_in_seconds")
            @Schema(description = "Seconds until it expires.", minimum = "1", examples = "30")
            long expiresInSeconds) {}
}
