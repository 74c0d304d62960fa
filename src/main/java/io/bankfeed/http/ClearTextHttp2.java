package io.bankfeed.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes {@code quarkus.http.http2} apply to connections without TLS too; Quarkus applies it to TLS alone. */
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
