package io.bankfeed.security;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Runs an issuer of tokens while the service runs, and hands it to tests that have a field for it. */
public final class Issuer implements QuarkusTestResourceLifecycleManager {

    private final TokenIssuer issuer = new TokenIssuer();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "mp.jwt.verify.publickey.location", issuer.keysUrl(),
                "mp.jwt.verify.issuer", issuer.url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(issuer, new TestInjector.MatchesType(TokenIssuer.class));
    }

    @Override
    public void stop() {
        issuer.close();
    }
}
