package io.bankfeed.labels;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class LabelsIT extends LabelsResourceTest {}
