package io.bankfeed.dataset;

import static java.util.Objects.requireNonNull;

import io.bankfeed.streaming.ContentCodings;
import io.bankfeed.streaming.StreamedBody;
import io.netty.channel.EventLoop;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.ContextInternal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Datasets on request: bounded, in event time, the same for the same recipe. */
@Path(DatasetsResource.PATH)
@Tag(name = "Datasets")
@NonBlocking
public class DatasetsResource {

    static final String PATH = "/datasets";

    private static final String SHA_256 = "X-Dataset-SHA256";

    private final Datasets datasets;

    DatasetsResource(Datasets datasets) {
        this.datasets = datasets;
    }

    @GET
    @Operation(
            operationId = "getDataset",
            summary = "A dataset in event time",
            description = "The same recipe gives the same bytes. The headers of the answer name the recipe in full.")
    // The parameters and the answer 200 are described in openapi.yaml.
    @APIResponse(responseCode = "304", ref = "NotModified")
    @APIResponse(responseCode = "400", ref = "InvalidRecipe")
    @APIResponse(responseCode = "406", ref = "NoDatasetFormat")
    @APIResponse(responseCode = "503", ref = "TooManyDatasets")
    public Response dataset(@Context UriInfo uri, @Context HttpHeaders headers) {
        DatasetSpec recipe = datasets.recipe(uri.getQueryParameters(), headers);
        boolean compress = ContentCodings.acceptGzip(headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
        Response.ResponseBuilder answer = head(recipe, compress);
        if (isHeld(headers, recipe, compress)) {
            return answer.status(Response.Status.NOT_MODIFIED).build();
        }
        EventLoop eventLoop = ((ContextInternal) requireNonNull(Vertx.currentContext())).nettyEventLoop();
        DatasetStream export = datasets.begin(recipe, compress, eventLoop);
        return answer.header("Trailer", SHA_256)
                .entity(new StreamedBody(
                        Buffer.buffer(),
                        Multi.createFrom().publisher(export),
                        () -> datasets.digest(recipe)
                                .map(digest -> Map.of(SHA_256, digest))
                                .orElse(Map.of())))
                .build();
    }

    @HEAD
    @Operation(hidden = true)
    public Response recipe(@Context UriInfo uri, @Context HttpHeaders headers) {
        DatasetSpec recipe = datasets.recipe(uri.getQueryParameters(), headers);
        boolean compress = ContentCodings.acceptGzip(headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
        Response.ResponseBuilder answer = head(recipe, compress);
        return (isHeld(headers, recipe, compress) ? answer.status(Response.Status.NOT_MODIFIED) : answer).build();
    }

    private Response.ResponseBuilder head(DatasetSpec recipe, boolean compress) {
        Response.ResponseBuilder answer = Response.ok()
                .header(HttpHeaders.CONTENT_TYPE, recipe.format().contentType(recipe.isFromStart()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + recipe.fileName() + "\"")
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding")
                .header(HttpHeaders.LINK, "<" + recipe.uri() + ">; rel=\"self\"");
        recipe.parameters().forEach((name, value) -> answer.header(headerOf(name), value));
        if (compress) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        datasets.digest(recipe)
                .ifPresent(digest -> answer.header(SHA_256, digest).header(HttpHeaders.ETAG, etag(digest, compress)));
        return answer;
    }

    /** Whether the client has the dataset already, as far as that is known. */
    private boolean isHeld(HttpHeaders headers, DatasetSpec recipe, boolean compress) {
        String ifNoneMatch = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        Optional<String> digest = datasets.digest(recipe);
        return ifNoneMatch != null
                && digest.isPresent()
                && (ifNoneMatch.equals("*") || ifNoneMatch.contains(etag(digest.get(), compress)));
    }

    /** The bytes of the compressed dataset are others, so it has another tag. */
    private static String etag(String digest, boolean compress) {
        return '"' + digest + (compress ? "-gzip\"" : "\"");
    }

    /** The name of the header that reports a parameter. */
    private static String headerOf(String parameter) {
        StringBuilder header = new StringBuilder("X-Dataset");
        for (String word : parameter.split("_", -1)) {
            header.append('-').append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return header.toString();
    }
}
