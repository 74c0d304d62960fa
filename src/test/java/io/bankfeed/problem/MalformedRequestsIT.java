package io.bankfeed.problem;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MalformedRequestsIT extends MalformedRequestsResourceTest {}
