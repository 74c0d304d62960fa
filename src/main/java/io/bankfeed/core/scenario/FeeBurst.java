package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.ExpressFee;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.TransactionType;

/** A merchant charges an account many small amounts within half an hour, each with an excessive fee. */
final class FeeBurst implements Scenario {

    @Override
    public String name() {
        return "fee_burst";
    }

    @Override
    public String fraudType() {
        return "fee_manipulation";
    }

    @Override
    public double defaultWeight() {
        return 100;
    }

    @Override
    public int minRows() {
        return 5;
    }

    @Override
    public int maxRows() {
        return 11;
    }

    @Override
    public double spanDays() {
        return 0.1;
    }

    @Override
    public void plan(int rows, PlanContext context, Plan plan) {
        Customer victim = context.active(context.startMicros());
        Payee merchant = context.world().payees().shop(victim, context.random());
        double fee = context.shows(0.88) ? ExpressFee.HIGHEST : ExpressFee.draw(context.random());
        boolean busy = context.shows(0.8);
        long time = context.startMicros();
        for (int row = 0; row < rows; row++) {
            PlannedStep step = plan.add(victim, time, "victim")
                    .by(TransactionType.CARD_PAYMENT, Channel.INTERNET)
                    .to(merchant)
                    .amount(context.uniform(10e3, 100e3));
            if (context.shows(0.35)) {
                step.feeShare(fee);
            }
            if (busy) {
                step.withHidden(context.random().between(12, 20));
            }
            time = context.after(time, context.uniform(0.1, 1.4));
        }
    }
}
