package io.bankfeed.truth;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class LabelsEvictedIT extends LabelsEvictedResourceTest {}
