package io.bankfeed.core.scenario;

import java.util.List;

/** The kinds of fraud scenarios. */
public final class Scenarios {

    /** All kinds, in the order in which they are listed. Add a new kind here. */
    public static final List<Scenario> ALL = List.of(
            new Takeover(),
            new PaymentScam(),
            new Layering(),
            new Structuring(),
            Gather.fanIn(),
            Gather.fanOut(),
            Gather.scatterGather(),
            new Cycle(),
            new BustOut(),
            new FeeBurst());

    private Scenarios() {}
}
