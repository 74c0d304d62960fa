package io.bankfeed.core.bank;

import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.Payment;

/**
 * Whom customers pay. Each has eight persons, three billers and eight merchants of its own, to whom most of the payments
 * go, and the first of them most often; the others go to anyone. All are derived from the seed. Thread-safe.
 */
public final class Payees {

    private static final double TO_OWN = 0.85;
    private static final int PERSONS = 8;
    private static final int BILLERS = 3;
    private static final int MERCHANTS = 8;
    private static final double IN_THIS_BANK = 0.45;
    private static final int CUSTOMERS_PER_MERCHANT = 10;
    private static final int ATM_CATEGORY = 6011;

    /** Grocery, restaurants, fuel, pharmacy, department store, taxi, electronics, clothing, lodging, travel, other. */
    private static final int[] SHOPS = {5411, 5812, 5541, 5912, 5311, 4121, 5732, 5651, 7011, 4722, 5999};

    /** Utilities, telecommunication, insurance, schools, taxes. */
    private static final int[] SERVICES = {4900, 4814, 6300, 8211, 9311};

    private static final int TOP_UP_CATEGORY = 4814;
    private static final int BIG = 100;

    private final long key;
    private final Customers customers;
    private final int merchants;

    public Payees(long seed, Customers customers) {
        key = Hash64.of(seed, -6);
        this.customers = customers;
        merchants = Math.max(20, customers.size() / CUSTOMERS_PER_MERCHANT);
    }

    /** Draws a person or a company to whom the customer transfers money. */
    public Payee person(Customer customer, KeyedRandom random) {
        if (random.chance(TO_OWN)) {
            long own = Hash64.of(customer.account().key(), 16 + favourite(PERSONS, random));
            return anyoneBut(customer, new KeyedRandom(key, own));
        }
        return anyoneBut(customer, random);
    }

    /** Draws anyone at this bank or another, except for one customer: nobody pays into the account that pays. */
    public Payee anyoneBut(Customer customer, KeyedRandom random) {
        if (random.chance(IN_THIS_BANK)) {
            int index = customers.drawIndex(random);
            if (index != customer.account().slot()) {
                return ofThisBank(customers.numberOf(index));
            }
        }
        return elsewhere(random);
    }

    /** Draws anyone at another bank. */
    private Payee elsewhere(KeyedRandom random) {
        return new Payee(
                customers.firstNumber() + (int) random.below(customers.size()), random.between(2, Payment.BANKS), 0);
    }

    /** The landlord, the school or the builder to whom a customer pays large amounts. */
    public Payee large(Customer customer, KeyedRandom random) {
        return random.chance(TO_OWN)
                ? anyoneBut(
                        customer,
                        new KeyedRandom(key, Hash64.of(customer.account().key(), BIG + random.below(2))))
                : anyoneBut(customer, random);
    }

    /** Draws a company whose bills the customer pays. */
    public Payee biller(Customer customer, KeyedRandom random) {
        long own = Hash64.of(customer.account().key(), 32 + favourite(BILLERS, random));
        return merchant(random.chance(TO_OWN) ? Hash64.unit(own) : random.unit(), 1, SERVICES);
    }

    /** Draws a shop. */
    public Payee shop(Customer customer, KeyedRandom random) {
        long own = Hash64.of(customer.account().key(), 48 + favourite(MERCHANTS, random));
        return merchant(random.chance(TO_OWN) ? Hash64.unit(own) : random.unit(), 0, SHOPS);
    }

    /** The company that tops up the customer's mobile phone. */
    public Payee topUp(Customer customer, KeyedRandom random) {
        Payee company = merchant(Hash64.unit(Hash64.of(customer.account().key(), 64 + random.below(2))), 2, SERVICES);
        return new Payee(company.number(), company.bank(), TOP_UP_CATEGORY);
    }

    /** The machine or the branch from which cash is withdrawn, usually one of this bank. */
    public Payee cash(Customer customer, KeyedRandom random) {
        long place = random.chance(TO_OWN) ? customer.account().homeBranch() : random.between(1, Account.BRANCHES * 4);
        int bank = place <= Account.BRANCHES ? Payment.OWN_BANK : 2 + (int) (place % (Payment.BANKS - 1));
        return new Payee(customers.firstNumber() + customers.size() + 3 * merchants + (int) place, bank, ATM_CATEGORY);
    }

    /** A customer as the one who receives a payment. */
    public static Payee of(Customer customer) {
        return ofThisBank(customer.account().number());
    }

    private static Payee ofThisBank(int number) {
        return new Payee(number, Payment.OWN_BANK, 0);
    }

    /** A few merchants are popular: the one at an index has a share in inverse proportion to its square root. */
    private Payee merchant(double unit, int kind, int[] categories) {
        int index = kind * merchants + (int) (unit * unit * merchants);
        long own = Hash64.of(key, index);
        return new Payee(
                customers.firstNumber() + customers.size() + index,
                1 + (int) Math.floorMod(own, (long) Payment.BANKS),
                categories[(int) Math.floorMod(Hash64.of(own), (long) categories.length)]);
    }

    private static int favourite(int count, KeyedRandom random) {
        double unit = random.unit();
        return (int) (unit * unit * count);
    }
}
