package io.bankfeed.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RequestIdIT extends RequestIdResourceTest {}
