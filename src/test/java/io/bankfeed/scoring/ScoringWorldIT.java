package io.bankfeed.scoring;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ScoringWorldIT extends ScoringWorldProfileTest {}
