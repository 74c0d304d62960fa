package io.bankfeed.batch;

import io.bankfeed.http.QueryParameters;
import jakarta.ws.rs.core.UriInfo;

/** Reads whether a request wants transactions with their labels. */
final class Labels {

    private static final String PARAMETER = "labels";

    private Labels() {}

    /** @throws io.bankfeed.http.ProblemException if the parameter is neither true nor false */
    static boolean wanted(UriInfo uri) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        boolean wanted = parameters.flag(PARAMETER, false);
        parameters.check();
        return wanted;
    }
}
