package io.bankfeed.deployment;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ManifestsIT extends ManifestsResourceTest {}
