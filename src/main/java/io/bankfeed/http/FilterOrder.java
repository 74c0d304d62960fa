package io.bankfeed.http;

/**
 * The order of the filters that a request passes before it reaches an endpoint. Higher values run first; Quarkus
 * authenticates at 200 and authorizes at 100.
 */
public final class FilterOrder {

    /** Before everything that can respond. */
    static final int CLOSE_DELIMITED = 500;

    /** Before every filter that can refuse a request. */
    static final int REQUEST_ID = 400;

    /** Before every filter that reads other headers. */
    static final int HTTP_RULES = 350;

    /** Before the other filters, so that pages of other origins can read why they refuse a request. */
    public static final int CROSS_ORIGIN = 300;

    /** Before authentication, to save an overloaded service that work. */
    static final int BACK_PRESSURE = 250;

    /** After back-pressure, as for every response; before authentication, since a browser follows links without a key. */
    public static final int BROWSERS = 225;

    /** After authentication, which identifies the client; before authorization, so that denied requests count too. */
    public static final int RATE_LIMIT = 150;

    /** After authorization, so that only permitted callers learn what is wrong with a request. */
    static final int VALIDATION = 50;

    /** After all that can be wrong with a request. */
    public static final int KAFKA_MODE = 25;

    private FilterOrder() {}
}
