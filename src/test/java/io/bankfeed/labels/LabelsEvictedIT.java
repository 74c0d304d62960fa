package io.bankfeed.labels;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class LabelsEvictedIT extends LabelsEvictedProfileTest {}
