package io.bankfeed.labels;

import io.bankfeed.generator.RecordParameters;
import io.bankfeed.http.QueryParameters;
import jakarta.ws.rs.core.UriInfo;

/** Reads whether a request wants labels with their scenario and their report. */
final class FullLabels {

    private FullLabels() {}

    /** @throws io.bankfeed.http.ProblemException if the parameter {@code labels} is neither true nor full */
    static boolean wanted(UriInfo uri) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        boolean full = RecordParameters.fullLabels(parameters);
        parameters.check();
        return full;
    }
}
