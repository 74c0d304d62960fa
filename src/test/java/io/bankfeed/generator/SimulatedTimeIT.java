package io.bankfeed.generator;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SimulatedTimeIT extends SimulatedTimeResourceTest {}
