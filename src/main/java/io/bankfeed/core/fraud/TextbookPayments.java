package io.bankfeed.core.fraud;

import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionSink;
import io.bankfeed.core.transaction.TransactionType;

/**
 * The payments of transactions that were drawn without one. A payment is a function of the seed and of the
 * transaction's number, account, time and amount, and needs no random numbers of the transaction, whose other fields
 * are therefore the same with and without it. It does not depend on the label, so a payment alone says nothing about
 * fraud. Thread-safe.
 *
 * <p>Most payments go to one of eight payees of the account: four persons, two merchants, a biller and an operator.
 * The others go to a payee of the same kind that the account has probably never paid before.
 */
public final class TextbookPayments {

    private static final long CASH_UNIT_VND = 50_000;

    /** The share of payments that go to a payee of the account's own. */
    private static final double OWN_PAYEES = 0.85;

    /** The share of persons, among those who are paid, who bank with this bank. */
    private static final double SAME_BANK = 0.35;

    private static final double BY_INTERNET = 0.2;
    private static final double AT_BRANCH = 0.1;

    private static final int MERCHANTS = 5_000;
    private static final int BILLERS = 60;
    private static final int OPERATORS = 12;

    /** Businesses have higher numbers than all customers. */
    private static final int FIRST_BUSINESS = 950_000_000;

    private static final int MIN_PERSON = 100_000;
    private static final int PERSONS = 900_000_000 - MIN_PERSON;

    /** Supermarkets, restaurants, filling stations, clothes, pharmacies, electronics, cafes, taxis (ISO 18245). */
    private static final int[] MERCHANT_CATEGORIES = {5411, 5812, 5541, 5651, 5912, 5732, 5814, 4121};

    /** Utilities, telecommunications, insurance, schools. */
    private static final int[] BILLER_CATEGORIES = {4900, 4814, 6300, 8211};

    /** Telecommunications, stored value. */
    private static final int[] OPERATOR_CATEGORIES = {4814, 6540};

    private final long paymentKey;
    private final long payeeKey;
    private final int firstAccount;
    private final int accounts;

    /**
     * @param seed determines all payments
     * @param accounts the number of accounts
     * @param firstAccount the lowest account number
     */
    public TextbookPayments(long seed, int accounts, int firstAccount) {
        long key = Hash64.of(seed, -21);
        paymentKey = Hash64.of(key, 0);
        payeeKey = Hash64.of(key, 1);
        this.accounts = accounts;
        this.firstAccount = firstAccount;
    }

    /** A sink that passes on each transaction with its payment. It keeps a payment that is already there. */
    public TransactionSink before(TransactionSink sink) {
        return (transaction, label) -> sink.accept(
                transaction.payment() == null ? transaction.withPayment(of(transaction)) : transaction, label);
    }

    /** The payment of a transaction. */
    Payment of(Transaction transaction) {
        long hash = Hash64.of(paymentKey, transaction.number());
        TransactionType type = type(unit(hash, 0), transaction.amountVnd());
        Channel channel = channel(type, unit(hash, 1), transaction.timestampMicros());
        int account = transaction.accountNumber();
        if (type == TransactionType.CASH_WITHDRAWAL) {
            return new Payment(type, channel, account, Payment.OWN_BANK, Payment.NO_MERCHANT);
        }
        long payee = unit(hash, 2) < OWN_PAYEES
                ? Hash64.of(Hash64.of(payeeKey, account), ownPayee(type, unit(hash, 3)))
                : Hash64.of(hash);
        return switch (type) {
            case CARD_PAYMENT -> toBusiness(type, channel, payee, 0, MERCHANTS, MERCHANT_CATEGORIES);
            case BILL_PAYMENT -> toBusiness(type, channel, payee, MERCHANTS, BILLERS, BILLER_CATEGORIES);
            case TOP_UP -> toBusiness(type, channel, payee, MERCHANTS + BILLERS, OPERATORS, OPERATOR_CATEGORIES);
            default -> toPerson(type, channel, payee, account);
        };
    }

    private static TransactionType type(double unit, long amountVnd) {
        if (unit < 0.1 && amountVnd % CASH_UNIT_VND == 0) {
            return TransactionType.CASH_WITHDRAWAL;
        }
        if (unit < 0.55) {
            return TransactionType.TRANSFER;
        }
        if (unit < 0.8) {
            return TransactionType.CARD_PAYMENT;
        }
        return unit < 0.92 ? TransactionType.BILL_PAYMENT : TransactionType.TOP_UP;
    }

    private static Channel channel(TransactionType type, double unit, long timestampMicros) {
        int hour = BankTime.hourOf(timestampMicros);
        if (type == TransactionType.CARD_PAYMENT) {
            return hour >= 6 && unit >= BY_INTERNET ? Channel.POS : Channel.INTERNET;
        }
        boolean cash = type == TransactionType.CASH_WITHDRAWAL;
        boolean atBranch = (cash || type == TransactionType.TRANSFER) && unit < AT_BRANCH;
        if (atBranch && hour >= 8 && hour < 17 && !BankTime.isSunday(timestampMicros)) {
            return Channel.BRANCH;
        }
        if (cash) {
            return Channel.ATM;
        }
        return unit < 1 - BY_INTERNET ? Channel.MOBILE : Channel.INTERNET;
    }

    /** Which of the account's payees of a kind is paid: the first of several more often. */
    private static int ownPayee(TransactionType type, double unit) {
        return switch (type) {
            case CARD_PAYMENT -> unit < 0.6 ? 4 : 5;
            case BILL_PAYMENT -> 6;
            case TOP_UP -> 7;
            default -> unit < 0.4 ? 0 : unit < 0.7 ? 1 : unit < 0.9 ? 2 : 3;
        };
    }

    private Payment toPerson(TransactionType type, Channel channel, long payee, int payer) {
        if (unit(payee, 0) < SAME_BANK) {
            // One of the accounts after the payer's, so never that one.
            int slot = (payer - firstAccount + 1 + below(accounts - 1, Hash64.of(payee))) % accounts;
            return new Payment(type, channel, firstAccount + slot, Payment.OWN_BANK, Payment.NO_MERCHANT);
        }
        int bank = Payment.OWN_BANK + 1 + below(Payment.BANKS - 1, payee);
        int number = MIN_PERSON + below(PERSONS, Hash64.of(payee));
        return new Payment(type, channel, number, bank, Payment.NO_MERCHANT);
    }

    /** A business is the same for all accounts that pay it. */
    private static Payment toBusiness(
            TransactionType type, Channel channel, long payee, int first, int count, int[] categories) {
        int business = first + below(count, payee);
        int bank = 1 + below(Payment.BANKS, Hash64.of(business));
        int category = categories[business % categories.length];
        return new Payment(type, channel, FIRST_BUSINESS + business, bank, category);
    }

    /** One of four numbers from 0 to 1, from 16 bits of a hash each. */
    private static double unit(long hash, int index) {
        return ((hash >>> (index * 16)) & 0xffff) * 0x1.0p-16;
    }

    private static int below(int bound, long hash) {
        return (int) (((hash >>> 32) * bound) >>> 32);
    }
}
