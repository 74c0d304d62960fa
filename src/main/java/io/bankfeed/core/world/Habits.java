package io.bankfeed.core.world;

import io.bankfeed.core.bank.BankCalendar;
import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.ExpressFee;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.bank.Payees;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.NormalQuantile;
import io.bankfeed.core.random.Weights;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.TransactionType;

/**
 * What customers do: drafts a transaction as the account would make it. The higher the difficulty, the more of them look
 * like fraud. Thread-safe.
 */
final class Habits {

    private static final double AMOUNT_SIGMA = 0.82;

    /**
     * Rent, tuition, a car or land: the share of an account with the average number of transactions. They come by the
     * month, so the more an account does, the smaller is their share.
     */
    private static final double LARGE = 0.066;

    private static final double MAX_LARGE = 0.12;
    private static final double AVERAGE_COUNT = 300;
    private static final double MAX_LARGE_VND = 3e9;

    private static final double LARGE_BY_LEVEL = 0.7;
    private static final double LARGE_LOG_FACTOR = 7.64;
    private static final double LARGE_SIGMA = 1.2;

    private static final double SMALL = 0.04;
    private static final double MIN_SMALL = 10e3;
    private static final double MAX_SMALL = 100e3;

    private static final double BURST = 0.015;
    private static final double BURST_OF_BUSY = 0.16;
    private static final double EXPRESS_FEE = 0.05;

    private static final double TOP_UP_LIMIT = 500e3;
    private static final double EVERYDAY_LIMIT = 2e6;
    private static final double CARD_LIMIT = 20e6;

    private final double difficulty;
    private final Payees payees;
    private final Weights biometricFailures;

    Habits(double difficulty, Payees payees) {
        this.difficulty = difficulty;
        this.payees = payees;
        biometricFailures = Weights.of(
                0.85 - 0.03 * difficulty, 0.12, 0.03, 0.018 * difficulty, 0.008 * difficulty, 0.004 * difficulty);
    }

    /** Fills a draft with what a customer does at a time, except for the payment. */
    void draw(Draft draft, Customer customer, long epochMicros, KeyedRandom random) {
        draft.customer = customer;
        draft.epochMicros = epochMicros;
        drawAmount(draft, customer, random);
        draft.rounding = random.unit();
        draft.branch = customer.account().branch(random);
        long day = BankTime.dayOf(epochMicros);
        draft.location = customer.locationOn(day);
        draft.device = customer.deviceOn(day, difficulty, random);
        draft.biometricFailures = biometricFailures.draw(random);
        boolean burst = random.chance(difficulty * (customer.busy() ? BURST_OF_BUSY : BURST));
        draft.hidden = burst ? random.between(3, 30) : 0;
        draft.feeShare = Double.NaN;
        if (random.chance(difficulty * EXPRESS_FEE)) {
            draft.feeShare = ExpressFee.draw(random);
        }
    }

    private void drawAmount(Draft draft, Customer customer, KeyedRandom random) {
        double kind = random.unit();
        double large = shareOfLarge(customer);
        if (kind < large) {
            draft.amountVnd = Math.min(
                    MAX_LARGE_VND,
                    StrictMath.exp(LARGE_LOG_FACTOR
                            + LARGE_BY_LEVEL * customer.level()
                            + LARGE_SIGMA * NormalQuantile.of(random.unit())));
            draft.large = true;
            draft.type = TransactionType.TRANSFER;
            return;
        }
        draft.amountVnd = kind < large + SMALL * difficulty
                ? MIN_SMALL + (MAX_SMALL - MIN_SMALL) * random.unit()
                : StrictMath.exp(customer.level() + AMOUNT_SIGMA * NormalQuantile.of(random.unit()));
        draft.large = false;
        draft.type = typeOf(draft.amountVnd, random.unit());
    }

    private static double shareOfLarge(Customer customer) {
        return Math.min(
                MAX_LARGE, LARGE * Math.sqrt(AVERAGE_COUNT / customer.account().numTransactions()));
    }

    /**
     * Draws to whom and through which channel a draft is paid. It comes last, so that transactions without their payments
     * are the same.
     */
    void drawPayment(Draft draft, KeyedRandom random) {
        draft.payee = draft.large ? payees.large(draft.customer, random) : payee(draft.type, draft.customer, random);
        draft.channel = channelOf(draft.type, draft.epochMicros, random.unit());
    }

    private Payee payee(TransactionType type, Customer customer, KeyedRandom random) {
        return switch (type) {
            case TRANSFER -> payees.person(customer, random);
            case BILL_PAYMENT -> payees.biller(customer, random);
            case CARD_PAYMENT -> payees.shop(customer, random);
            case CASH_WITHDRAWAL -> payees.cash(customer, random);
            case TOP_UP -> payees.topUp(customer, random);
        };
    }

    /** The larger the amount, the fewer ways there are to pay it. */
    private static TransactionType typeOf(double amountVnd, double unit) {
        if (amountVnd >= CARD_LIMIT) {
            return unit < 0.9 ? TransactionType.TRANSFER : TransactionType.CARD_PAYMENT;
        }
        if (amountVnd >= EVERYDAY_LIMIT) {
            return unit < 0.6
                    ? TransactionType.TRANSFER
                    : unit < 0.78
                            ? TransactionType.CARD_PAYMENT
                            : unit < 0.86 ? TransactionType.BILL_PAYMENT : TransactionType.CASH_WITHDRAWAL;
        }
        if (unit < 0.1) {
            return amountVnd <= TOP_UP_LIMIT ? TransactionType.TOP_UP : TransactionType.TRANSFER;
        }
        return unit < 0.5
                ? TransactionType.TRANSFER
                : unit < 0.78
                        ? TransactionType.CARD_PAYMENT
                        : unit < 0.9 ? TransactionType.BILL_PAYMENT : TransactionType.CASH_WITHDRAWAL;
    }

    private static Channel channelOf(TransactionType type, long epochMicros, double unit) {
        boolean atBranch = unit >= 0.95 && BankCalendar.branchesOpen(epochMicros);
        return switch (type) {
            case TRANSFER, BILL_PAYMENT -> atBranch ? Channel.BRANCH : unit < 0.8 ? Channel.MOBILE : Channel.INTERNET;
            case CARD_PAYMENT -> unit < 0.6 ? Channel.POS : Channel.INTERNET;
            case CASH_WITHDRAWAL -> atBranch ? Channel.BRANCH : Channel.ATM;
            case TOP_UP -> Channel.MOBILE;
        };
    }
}
