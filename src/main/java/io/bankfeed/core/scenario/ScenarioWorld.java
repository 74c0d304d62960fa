package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.BankCalendar;
import io.bankfeed.core.bank.Customers;
import io.bankfeed.core.bank.Payees;

/**
 * What all scenarios of a world have in common. Immutable and thread-safe.
 *
 * @param difficulty over 0 and at most 1
 * @param prepared whether the preparations of scenarios are part of the world
 * @param drifts what changes in how fraudsters work
 */
public record ScenarioWorld(
        double difficulty,
        boolean prepared,
        Drifts drifts,
        BankCalendar calendar,
        Customers customers,
        Payees payees) {}
