package io.bankfeed.fuzz;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class FuzzIT extends FuzzResourceTest {

    @Override
    int inputs() {
        return 10_000;
    }
}
