package io.bankfeed.limits;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class BacklogIT extends BacklogResourceTest {}
