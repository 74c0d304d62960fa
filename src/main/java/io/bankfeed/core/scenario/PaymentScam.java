package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.TransactionType;

/**
 * An authorised push payment scam: the customer is talked into paying a new payee from the usual device, and each time
 * more, over two days.
 */
final class PaymentScam implements Scenario {

    private static final double DAYS = 2;
    private static final double MAX_AMOUNT = 500e6;

    @Override
    public String name() {
        return "payment_scam";
    }

    @Override
    public String fraudType() {
        return "account_takeover";
    }

    @Override
    public double defaultWeight() {
        return 30;
    }

    @Override
    public int minRows() {
        return 2;
    }

    @Override
    public int maxRows() {
        return 6;
    }

    @Override
    public double spanDays() {
        return DAYS;
    }

    @Override
    public void plan(int rows, PlanContext context, Plan plan) {
        Customer victim = context.anyone(context.startMicros());
        Payee scammer = context.sharedMule(victim);
        Channel channel = context.online();
        double days = 0;
        double amount =
                context.under(MAX_AMOUNT, context.usualAmount(victim) * StrictMath.exp(context.uniform(0.6, 1.4)));
        for (int row = 0; row < rows; row++) {
            plan.add(victim, context.afterDays(days), "victim")
                    .by(TransactionType.TRANSFER, channel)
                    .to(scammer)
                    .amount(amount);
            double more = amount * context.uniform(1.2, 2.2);
            amount = more < MAX_AMOUNT ? more : context.uniform(amount, MAX_AMOUNT);
            days += context.uniform(0.02, DAYS / rows);
        }
    }
}
