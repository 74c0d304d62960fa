package io.bankfeed.feed;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class StreamIT extends StreamResourceTest {}
