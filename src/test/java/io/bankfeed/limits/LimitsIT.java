package io.bankfeed.limits;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class LimitsIT extends LimitsProfileTest {}
