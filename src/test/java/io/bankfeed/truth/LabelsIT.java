package io.bankfeed.truth;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class LabelsIT extends LabelsResourceTest {}
