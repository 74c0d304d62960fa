package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.TransactionType;

/**
 * A borrower builds up trust with ordinary payments over two weeks, and then spends everything within six hours. The
 * payments before are honest.
 */
final class BustOut implements Scenario {

    private static final double DAYS = 14;
    private static final double MAX_AMOUNT = 800e6;

    @Override
    public String name() {
        return "bust_out";
    }

    @Override
    public String fraudType() {
        return "loan_fraud";
    }

    @Override
    public double defaultWeight() {
        return 100;
    }

    @Override
    public int minRows() {
        return 2;
    }

    @Override
    public int maxRows() {
        return 5;
    }

    @Override
    public int preparations() {
        return 4;
    }

    @Override
    public double spanDays() {
        return DAYS + 1;
    }

    @Override
    public void plan(int rows, PlanContext context, Plan plan) {
        Customer borrower = context.random().chance(1 - 0.8 * context.world().difficulty())
                ? context.world().customers().drawBorrower(context.random())
                : context.anyone(context.afterDays(DAYS));
        for (int i = 0; context.world().prepared() && i < preparations(); i++) {
            plan.add(borrower, context.afterDays(DAYS * (i + context.random().unit()) / preparations()), "borrower")
                    .honest();
        }
        boolean large = context.shows(0.9);
        int device = context.shows(0.6) ? context.random().between(80_000, 89_999) : 0;
        double factor = StrictMath.exp(context.uniform(2, 3.8));
        Payee payee = context.sharedMule(borrower);
        Channel channel = context.online();
        long time = context.afterDays(DAYS);
        for (int row = 0; row < rows; row++) {
            double amount = large
                    ? context.uniform(100e6, MAX_AMOUNT)
                    : context.under(MAX_AMOUNT, context.usualAmount(borrower) * factor);
            plan.add(borrower, time, "borrower")
                    .by(TransactionType.TRANSFER, channel)
                    .to(payee)
                    .amount(amount)
                    .onNewDevice(device);
            time = context.after(time, context.minutes(8));
            payee = context.random().chance(0.5) ? payee : context.mule(borrower);
        }
    }
}
