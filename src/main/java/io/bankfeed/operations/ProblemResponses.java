package io.bankfeed.operations;

import static java.util.Objects.requireNonNull;

import io.bankfeed.http.Endpoints;
import io.bankfeed.http.Problem;
import io.bankfeed.http.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Completes the description of the API at build time. Resources declare only the errors that are special to them, with
 * the problem types in the description: {@code `type`: When it occurs. `other-type`: When that occurs.}
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

    private static final Pattern TYPE = Pattern.compile("`([a-z-]+)`: (.+?)(?= `[a-z-]+`: |$)");

    private static final Map<String, List<String>> HEADERS = Map.of(
            "401", List.of("WWW-Authenticate"),
            "425", List.of("Retry-After"),
            "429", List.of("Retry-After", "RateLimit", "RateLimit-Policy"),
            "503", List.of("Retry-After"));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        String role = "`forbidden`: The key or token does not have the required role.";
        String origin = " `foreign-origin`: The request was sent by a page of an origin that is not allowed.";
        share(api, "401", "Unauthenticated", "`unauthenticated`: Keys are configured, but no valid one was sent.");
        share(api, "403", "NotPermitted", role);
        share(api, "403", "ForeignOrigin", role + origin);
        share(api, "406", "NotAcceptable", "`not-acceptable`: `Accept` matches no media type of the response.");
        share(
                api,
                "415",
                "UnsupportedMediaType",
                "`unsupported-media-type`: The `Content-Type` of the body is another one.");
        share(api, "429", "TooManyRequests", "`too-many-requests`: The client has reached one of its limits.");
        for (Map.Entry<String, PathItem> path : api.getPaths().getPathItems().entrySet()) {
            path.getValue().getOperations().forEach((method, operation) -> complete(operation, method, path.getKey()));
        }
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        for (Schema schema : schemas.values()) {
            // All properties of a record are in the response, unless its annotation says which are
            if (schema.getProperties() != null && schema.getRequired() == null) {
                schema.setRequired(List.copyOf(schema.getProperties().keySet()));
            }
        }
        Schema type = requireNonNull(
                requireNonNull(schemas.get("Problem")).getProperties().get("type"));
        type.setDescription(Arrays.stream(ProblemType.values())
                .map(one -> "`" + one.uri() + "`")
                .collect(Collectors.joining(", ", type.getDescription() + " The types are ", ".")));
    }

    private static void share(OpenAPI api, String status, String name, String description) {
        APIResponse response = OASFactory.createAPIResponse().description(description);
        addProblem(response, status, "/config");
        api.getComponents().addResponse(name, response);
    }

    private static void complete(Operation operation, HttpMethod method, String path) {
        APIResponses responses = operation.getResponses();
        addShared(responses, "401", "Unauthenticated");
        addShared(responses, "403", method == HttpMethod.GET ? "NotPermitted" : "ForeignOrigin");
        addShared(responses, "406", "NotAcceptable");
        addShared(responses, "429", "TooManyRequests");
        if (operation.getRequestBody() != null) {
            Object maxBytes = operation.getExtensions().get(Endpoints.MAX_BODY_BYTES);
            String tooLarge = "`body-too-large`: The body is larger than " + maxBytes + " bytes.";
            responses.addAPIResponse("413", OASFactory.createAPIResponse().description(tooLarge));
            addShared(responses, "415", "UnsupportedMediaType");
        }
        responses.setAPIResponses(new TreeMap<>(responses.getAPIResponses()));
        responses.getAPIResponses().forEach((status, response) -> {
            if (response.getRef() == null && status.compareTo("400") >= 0) {
                addProblem(response, status, path);
            }
        });
    }

    private static void addShared(APIResponses responses, String status, String name) {
        if (!responses.hasAPIResponse(status)) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().ref(name));
        }
    }

    private static void addProblem(APIResponse response, String status, String path) {
        MediaType problem =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        for (Matcher match = TYPE.matcher(response.getDescription()); match.find(); ) {
            Map<String, Object> example = example(match.group(1), match.group(2).replace("`", ""), path);
            problem.addExample(match.group(1), OASFactory.createExample().value(example));
        }
        response.setContent(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, problem));
        for (String header : HEADERS.getOrDefault(status, List.of())) {
            response.addHeader(header, OASFactory.createHeader().ref(header));
        }
    }

    private static Map<String, Object> example(String name, String detail, String path) {
        ProblemType type = ProblemType.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", type.uri());
        example.put("title", type.title());
        example.put("status", type.status());
        example.put("detail", detail);
        example.put("instance", path);
        example.put("request_id", "3f2a9c1e-17");
        return example;
    }
}
