package io.bankfeed.limits;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class NginxIT extends NginxProfileTest {}
