package io.bankfeed.feed;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Stops the live feed. */
@Path("/stop")
@Produces(MediaType.APPLICATION_JSON)
public class StopResource {

    private final LiveFeed feed;

    StopResource(LiveFeed feed) {
        this.feed = feed;
    }

    @POST
    public Stopped stop() {
        feed.stop();
        return new Stopped("Transaction streaming stopped");
    }

    /** The answer to a stop. */
    public record Stopped(String message) {}
}
