package io.bankfeed.console;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.condition.EnabledIf;

@QuarkusIntegrationTest
@EnabledIf(value = Browser.INSTALLED, disabledReason = Browser.MISSING)
class ConsoleIT extends ConsoleProfileTest {}
