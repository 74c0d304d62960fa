package io.bankfeed.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class CloseDelimitedBodiesIT extends CloseDelimitedBodiesResourceTest {}
