package io.bankfeed.benchmark;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What a request costs that asks for nothing to be made. It is part of the service in benchmarks alone. */
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
