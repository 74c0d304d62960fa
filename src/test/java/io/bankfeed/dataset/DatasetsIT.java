package io.bankfeed.dataset;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("smoke")
class DatasetsIT extends DatasetsResourceTest {}
