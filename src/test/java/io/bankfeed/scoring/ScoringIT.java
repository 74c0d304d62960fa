package io.bankfeed.scoring;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("smoke")
@QuarkusIntegrationTest
class ScoringIT extends ScoringResourceTest {}
