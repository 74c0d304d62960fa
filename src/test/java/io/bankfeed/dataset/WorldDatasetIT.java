package io.bankfeed.dataset;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class WorldDatasetIT extends WorldDatasetResourceTest {}
