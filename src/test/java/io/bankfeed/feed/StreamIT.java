package io.bankfeed.feed;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("smoke")
class StreamIT extends StreamResourceTest {}
