package io.bankfeed.generator;

import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.ScenarioStep;
import org.jspecify.annotations.Nullable;

/**
 * What the full label of a transaction says beside its fraud type. Most transactions have none.
 *
 * @param step the transaction's place in a scenario, or null if it belongs to none
 * @param reportedAtMicros when it is reported as fraud, in microseconds since 1970-01-01T00:00Z, or
 *     {@link FraudReports#NEVER}
 */
public record LabelDetail(@Nullable ScenarioStep step, long reportedAtMicros) {}
