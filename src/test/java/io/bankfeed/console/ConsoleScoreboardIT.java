package io.bankfeed.console;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.condition.EnabledIf;

@QuarkusIntegrationTest
@EnabledIf(
        value = "io.bankfeed.console.ConsoleScoreboardResourceTest#isPossible",
        disabledReason = "The service has no scoreboard, or " + Browser.MISSING)
class ConsoleScoreboardIT extends ConsoleScoreboardResourceTest {}
