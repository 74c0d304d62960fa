package io.bankfeed.scoring;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ScoringIT extends ScoringResourceTest {}
