package io.bankfeed.dataset;

import io.bankfeed.http.QueryParameters;
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
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Bounded datasets in event time: the same request gives the same bytes. */
@Path(DatasetsResource.PATH)
@Tag(name = "Datasets")
@NonBlocking
public class DatasetsResource {

    static final String PATH = "/datasets";

    private static final String SHA_256 = "X-Dataset-SHA256";
    private static final String DIGEST = "digest";

    private final Datasets datasets;

    DatasetsResource(Datasets datasets) {
        this.datasets = datasets;
    }

    @GET
    @Operation(
            operationId = "getDataset",
            summary = "A dataset in event time",
            description = "The same parameters give the same bytes. The headers of the response list all parameters.")
    // `fields`, `labels` and the response 200 are described in openapi.yaml.
    @Parameter(
            name = DatasetSpec.COUNT,
            in = ParameterIn.QUERY,
            description = "The number of transactions, from 1 to `bankfeed.datasets.max-count`.",
            schema = @Schema(implementation = long.class, minimum = "1", maximum = "100000000", defaultValue = "1000"))
    @Parameter(
            name = DatasetSpec.SEED,
            in = ParameterIn.QUERY,
            description = "The seed from which everything is generated; by default a random one for each request.",
            schema = @Schema(implementation = long.class, examples = "42"))
    @Parameter(
            name = DatasetSpec.START,
            in = ParameterIn.QUERY,
            description =
                    "When the bank opens: ISO 8601 from 1970 to 2200, at the bank's offset if it has none; by default"
                            + " a midnight early enough for all of the dataset to lie before today.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            examples = {"2026-01-01", "2026-01-01T08:00:00+07:00"}))
    @Parameter(
            name = DatasetSpec.RATE,
            in = ParameterIn.QUERY,
            description =
                    "Transactions per second, on average over a day, or over a month if the difficulty is over 0; by"
                            + " default as many as make the dataset span whole days: one for each 86,400 transactions or part"
                            + " of them, at most 365.",
            schema = @Schema(type = SchemaType.NUMBER, exclusiveMinimum = true, minimum = "0", maximum = "1000000"))
    @Parameter(
            name = DatasetSpec.FRAUD_INJECTION_RATE,
            in = ParameterIn.QUERY,
            description = "The fraud rate, by default that of `/config`.",
            schema = @Schema(type = SchemaType.NUMBER, minimum = "0", maximum = "1"))
    @Parameter(
            name = DatasetSpec.FORMAT,
            in = ParameterIn.QUERY,
            description = "The format. By default that which `Accept` prefers, or JSON.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"json", "ndjson", "csv", "parquet"}))
    @Parameter(
            name = DatasetSpec.OFFSET,
            in = ParameterIn.QUERY,
            description =
                    "The number of transactions to skip. Only those of the 5 minutes before the first are generated. It"
                            + " requires `start` and `rate`, whose defaults depend on `count`.",
            schema = @Schema(implementation = long.class, minimum = "0", maximum = "1000000000000", defaultValue = "0"))
    @Parameter(
            name = ModelParameters.DIFFICULTY,
            in = ParameterIn.QUERY,
            description =
                    "How hard the fraud is to find: `textbook` (0), `realistic` (0.5), `hard` (1) or a number from 0"
                            + " to 1; by default that of `/config`.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            examples = {"realistic", "0.8"}))
    @Parameter(
            name = ModelParameters.SCENARIO_WEIGHTS,
            in = ParameterIn.QUERY,
            description = "Weights of scenarios among those of their fraud type, separated by commas, for difficulties"
                    + " over 0.",
            schema = @Schema(type = SchemaType.STRING, examples = "layering:3,structuring:1"))
    @Parameter(
            name = ModelParameters.DRIFT,
            in = ParameterIn.QUERY,
            description = "Dates from which fraudsters work another way, for difficulties over 0: `takeover-remote`,"
                    + " `laundering-smaller`, `new-channel`.",
            schema = @Schema(type = SchemaType.STRING, examples = "2026-02-01:takeover-remote"))
    @Parameter(
            name = PartParameters.PART,
            in = ParameterIn.QUERY,
            description = "One of n disjoint parts, from 1/n to n/n. It requires `seed` and `start`.",
            schema = @Schema(type = SchemaType.STRING, examples = "1/16"))
    @Parameter(
            name = PartParameters.BY,
            in = ParameterIn.QUERY,
            description = "Whether a part has consecutive transactions, or all of some accounts.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"rows", "accounts"},
                            defaultValue = "rows"))
    @Parameter(
            name = DatasetSpec.ACCOUNTS,
            in = ParameterIn.QUERY,
            description = "The accounts, from 100 to `bankfeed.datasets.max-accounts`; by default as in the live bank.",
            schema = @Schema(implementation = int.class, minimum = "100", maximum = "100000"))
    @Parameter(
            name = DatasetSpec.FIRST_ACCOUNT,
            in = ParameterIn.QUERY,
            description = "The lowest account number; by default as in the live bank.",
            schema = @Schema(implementation = int.class, minimum = "0", maximum = "900000000"))
    @Parameter(
            name = DatasetSpec.FRAUD_WEIGHTS,
            in = ParameterIn.QUERY,
            description = "Weights of fraud patterns, separated by commas; the others are as in the live bank.",
            schema = @Schema(type = SchemaType.STRING, examples = "money_laundering:1,loan_fraud:0"))
    @Parameter(
            name = ReportParameters.RECALL,
            in = ParameterIn.QUERY,
            description = "The share of fraud that is ever reported; like the others of reports, by default that of the"
                    + " configuration, and of effect with `labels=full`.",
            schema = @Schema(type = SchemaType.NUMBER, minimum = "0", maximum = "1"))
    @Parameter(
            name = ReportParameters.DELAY_DAYS,
            in = ParameterIn.QUERY,
            description = "The median delay of a report in days.",
            schema = @Schema(type = SchemaType.NUMBER, minimum = "0", maximum = "365"))
    @Parameter(
            name = ReportParameters.FALSE_RATE,
            in = ParameterIn.QUERY,
            description = "The share of honest transactions that are reported by mistake.",
            schema = @Schema(type = SchemaType.NUMBER, minimum = "0", maximum = "1"))
    @Parameter(
            name = DIGEST,
            in = ParameterIn.QUERY,
            description = "Whether to compute the SHA-256, as with `TE: trailers`. It does not change the dataset.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    @APIResponse(responseCode = "304", description = "`If-None-Match` has the dataset, which never changes.")
    @APIResponse(
            responseCode = "400",
            description = "`invalid-parameter`: A parameter is unknown, repeated or invalid.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: `Accept` matches none of the formats.")
    @APIResponse(
            responseCode = "503",
            description =
                    "`too-many-datasets`: Too many datasets at once. `shutting-down`: The service is shutting down.")
    public Response dataset(@Context UriInfo uri, @Context HttpHeaders headers) {
        return respond(uri, headers, true);
    }

    @HEAD
    @Operation(hidden = true)
    public Response head(@Context UriInfo uri, @Context HttpHeaders headers) {
        return respond(uri, headers, false);
    }

    private Response respond(UriInfo uri, HttpHeaders headers, boolean withBody) {
        DatasetSpec spec = datasets.read(uri.getQueryParameters(), headers);
        boolean digestWanted = digestWanted(uri, headers);
        boolean compress = spec.format().isText()
                && ContentCodings.acceptGzip(headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
        Response.ResponseBuilder response = DatasetHeaders.of(spec, compress);
        Optional<String> digest = datasets.digest(spec);
        if (digest.isPresent()) {
            String etag = DatasetHeaders.etag(digest.get(), compress);
            response.header(SHA_256, digest.get()).header(HttpHeaders.ETAG, etag);
            if (DatasetHeaders.matches(etag, headers.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
                return response.status(Response.Status.NOT_MODIFIED).build();
            }
        }
        if (!withBody) {
            return response.build();
        }
        if (digestWanted && digest.isEmpty()) {
            return response.header("Trailer", SHA_256)
                    .entity(new StreamedBody(
                            Buffer.buffer(),
                            datasets.stream(spec, compress, true),
                            () -> datasets.digest(spec)
                                    .map(computed -> Map.of(SHA_256, computed))
                                    .orElse(Map.of())))
                    .build();
        }
        return response.entity(new StreamedBody(Buffer.buffer(), datasets.stream(spec, compress, false)))
                .build();
    }

    /** Trailers are sent only to clients that ask for them, since some proxies and clients cannot read them. */
    private static boolean digestWanted(UriInfo uri, HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        boolean byParameter = parameters.flag(DIGEST, false);
        parameters.check();
        String te = headers.getHeaderString("TE");
        return byParameter || (te != null && Stream.of(te.split(",", -1)).anyMatch(DatasetsResource::isTrailers));
    }

    private static boolean isTrailers(String transferCoding) {
        return transferCoding.strip().equalsIgnoreCase("trailers");
    }
}
