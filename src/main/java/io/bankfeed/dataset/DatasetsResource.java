package io.bankfeed.dataset;

import io.bankfeed.streaming.ContentCodings;
import io.bankfeed.streaming.StreamedBody;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
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

/** Bounded datasets in event time: the same request gives the same bytes. */
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
        return answer(uri, headers, true);
    }

    @HEAD
    @Operation(hidden = true)
    public Response head(@Context UriInfo uri, @Context HttpHeaders headers) {
        return answer(uri, headers, false);
    }

    private Response answer(UriInfo uri, HttpHeaders headers, boolean withBody) {
        DatasetSpec spec = datasets.read(uri.getQueryParameters(), headers);
        boolean compress = ContentCodings.acceptGzip(headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
        Response.ResponseBuilder answer = head(spec, compress);
        Optional<String> digest = datasets.digest(spec);
        if (digest.isPresent()) {
            // The compressed dataset has a tag of its own, since its bytes differ.
            String etag = '"' + digest.get() + (compress ? "-gzip\"" : "\"");
            answer.header(SHA_256, digest.get()).header(HttpHeaders.ETAG, etag);
            String ifNoneMatch = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
            if (ifNoneMatch != null && (ifNoneMatch.equals("*") || ifNoneMatch.contains(etag))) {
                return answer.status(Response.Status.NOT_MODIFIED).build();
            }
        }
        if (withBody) {
            answer.header("Trailer", SHA_256)
                    .entity(new StreamedBody(
                            Buffer.buffer(),
                            datasets.stream(spec, compress),
                            () -> datasets.digest(spec)
                                    .map(computed -> Map.of(SHA_256, computed))
                                    .orElse(Map.of())));
        }
        return answer.build();
    }

    private static Response.ResponseBuilder head(DatasetSpec spec, boolean compress) {
        Response.ResponseBuilder answer = Response.ok()
                .header(HttpHeaders.CONTENT_TYPE, spec.format().contentType(spec.isFromStart()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + spec.fileName() + "\"")
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding")
                .header(HttpHeaders.LINK, "<" + spec.uri() + ">; rel=\"self\"");
        spec.parameters().forEach((name, value) -> answer.header(headerOf(name), value));
        if (compress) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer;
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
