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
    @Operation(operationId = "getService", summary = "Describe the service")
    @APIResponse(responseCode = "200", description = "A description of the service, and its configuration.")
    @APIResponse(
            responseCode = "302",
            description = "For clients that prefer `text/html`, such as browsers: the console, at `console/`.")
    public Service service() {
        return new Service(
                "Banking Transaction Data API",
                "Realistic Vietnamese banking transactions with injected fraud patterns",
                "active",
                feed.isStreaming(),
                settings.current());
    }
}
