package io.bankfeed.settings;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ConfigIT extends ConfigResourceTest {}
