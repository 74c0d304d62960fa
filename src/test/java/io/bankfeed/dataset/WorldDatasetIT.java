package io.bankfeed.dataset;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("smoke")
@QuarkusIntegrationTest
class WorldDatasetIT extends WorldDatasetResourceTest {}
