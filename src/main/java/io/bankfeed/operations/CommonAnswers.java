package io.bankfeed.operations;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Adds to each operation of the API's description the answers that stand before all resources. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CommonAnswers implements OASFilter {

    /** In an order, so that each build makes the same document. */
    private static final SortedMap<String, String> ANSWERS =
            new TreeMap<>(Map.of("401", "Unauthenticated", "403", "NotPermitted", "429", "TooManyRequests"));

    @Override
    public Operation filterOperation(Operation operation) {
        APIResponses answers = operation.getResponses();
        ANSWERS.forEach((status, name) -> {
            if (!answers.hasAPIResponse(status)) {
                answers.addAPIResponse(status, OASFactory.createAPIResponse().ref(name));
            }
        });
        return operation;
    }
}
