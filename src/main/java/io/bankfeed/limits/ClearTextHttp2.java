package io.bankfeed.limits;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Has {@code quarkus.http.http2} mean connections without TLS too, which Quarkus leaves as they are. */
@Singleton
final class ClearTextHttp2 implements HttpServerOptionsCustomizer {

    private final boolean isOn;

    ClearTextHttp2(@ConfigProperty(name = "quarkus.http.http2") boolean isOn) {
        this.isOn = isOn;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(isOn);
    }
}
