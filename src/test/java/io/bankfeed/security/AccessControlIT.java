package io.bankfeed.security;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class AccessControlIT extends AccessControlProfileTest {}
