package io.bankfeed.labels;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("smoke")
@QuarkusIntegrationTest
class LabelDetailsIT extends LabelDetailsResourceTest {}
