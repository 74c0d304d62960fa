package io.bankfeed.http;

/**
 * The order of the filters that a request passes before it reaches an endpoint. The higher comes first; Quarkus
 * authenticates at 200 and authorizes at 100.
 */
public final class FilterOrder {

    /** Before every filter that can refuse a request. */
    static final int REQUEST_ID = 400;

    /** A page of another origin can read why a later filter refused its request. */
    public static final int CROSS_ORIGIN = 300;

    /** An overloaded service does not look at credentials. */
    static final int BACK_PRESSURE = 250;

    /** The caller is known, and a request that will be denied counts too. */
    public static final int RATE_LIMIT = 150;

    /** Only who may ask is told what was wrong with the request. */
    static final int VALIDATION = 50;

    private FilterOrder() {}
}
