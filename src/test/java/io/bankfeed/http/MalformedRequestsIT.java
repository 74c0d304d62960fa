package io.bankfeed.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MalformedRequestsIT extends MalformedRequestsResourceTest {}
