package io.bankfeed.operations;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@QuarkusIntegrationTest
@Tag("smoke")
class OperationsIT extends OperationsResourceTest {}
