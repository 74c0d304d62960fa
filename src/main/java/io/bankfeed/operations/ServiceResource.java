package io.bankfeed.operations;

import io.bankfeed.feed.LiveFeed;
import io.bankfeed.settings.SettingsInForce;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Describes the service. */
@Path("/")
@Tag(name = "Service")
@Produces(MediaType.APPLICATION_JSON)
public class ServiceResource {

    private final LiveFeed feed;
    private final SettingsInForce settings;

    ServiceResource(LiveFeed feed, SettingsInForce settings) {
        this.feed = feed;
        this.settings = settings;
    }

    @GET
    @Operation(operationId = "getService", summary = "What the service is")
    @APIResponse(responseCode = "200", description = "What the service is, and its configuration.")
    public Service service() {
        return new Service(
                "Banking Transaction Data API",
                "Realistic Vietnamese banking transactions with injected fraud patterns",
                "active",
                feed.isStreaming(),
                settings.current());
    }
}
