package io.bankfeed.benchmark;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Returns a constant, to measure what a request costs by itself. Only the benchmarks add it to the service. */
@Path("/benchmark/constant")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class ConstantResource {

    /** As long as a transaction. */
    private static final String ANSWER = "{\"constant\":\"" + "0".repeat(401) + "\"}";

    @GET
    public String constant() {
        return ANSWER;
    }
}
