package io.bankfeed.feed;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bankfeed.settings.Settings;
import io.bankfeed.settings.SettingsInForce;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Starts the live feed. */
@Path("/start")
@Produces(MediaType.APPLICATION_JSON)
public class StartResource {

    private final LiveFeed feed;
    private final SettingsInForce settings;

    StartResource(LiveFeed feed, SettingsInForce settings) {
        this.feed = feed;
        this.settings = settings;
    }

    @POST
    public Started start() {
        feed.start();
        return new Started("Transaction streaming started", settings.current());
    }

    /** The answer to a start. */
    @JsonPropertyOrder({"message", "config"})
    public record Started(String message, Settings config) {}
}
