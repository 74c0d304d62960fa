package io.bankfeed.core.bank;

import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.random.LogNormal;
import io.bankfeed.core.random.NormalQuantile;
import io.bankfeed.core.random.Permutation;
import io.bankfeed.core.random.UniformRange;
import io.bankfeed.core.transaction.Location;
import java.util.Arrays;

/**
 * The customers of a bank in which no account is of a fraudulent kind: honest ones have few or very many transactions a
 * year, or large loans, too. A customer is derived from the index when requested, so any number of them takes constant
 * time and memory. Indexes are in ascending order of the twelve-month counts. Thread-safe.
 */
public final class Customers {

    private static final int CACHE_SIZE = 4096;

    private static final UniformRange FEW = new UniformRange(1, 49);
    private static final UniformRange USUAL = new UniformRange(50, 500);
    private static final UniformRange MANY = new UniformRange(501, 1000);

    /** The share of accounts with few, and of those with very many transactions a year. */
    private static final double UNUSUAL = 0.06;

    /** The traffic of an account with few or many transactions a year, relative to the average. */
    private static final double TRAFFIC_OF_FEW = 0.5;

    private static final double TRAFFIC_OF_MANY = 2;

    /** The shares of the traffic of the other accounts that follow a power law, and their count. */
    private static final double POWER_LAW = 0.5;

    private static final double LINEAR = 0.3;

    private static final int ACTIVE = 150;

    private static final double MEAN_LEVEL = 13.8;
    private static final double LEVEL_SIGMA = 1.0;
    private static final double DEPOSITS_BY_LEVEL = 0.5;
    private static final double DEPOSITS_OWN = StrictMath.sqrt(1 - DEPOSITS_BY_LEVEL * DEPOSITS_BY_LEVEL);
    private static final LogNormal LARGE_LOANS_VND = new LogNormal(20.6, 0.5);
    private static final double LARGE_LOANS = 0.05;

    /** Of the accounts with few transactions a year; they are young, and have borrowed for a home. */
    private static final double LARGE_LOANS_OF_FEW = 0.5;

    private static final double OWLS = 0.12;
    private static final double BUSY = 0.05;

    private final long key;
    private final int size;
    private final int few;
    private final int many;
    private final int firstNumber;
    private final double difficulty;
    private final double shareOfFew;
    private final double shareOfMany;
    private final Permutation numbers;

    /**
     * The customers derived most recently, each at its index modulo the length, a power of two. Threads may race to
     * store one: all fields are final, so any customer read is complete, and its slot identifies it.
     */
    private final Customer[] cache;

    /**
     * @param seed the seed from which all customers are derived
     * @param size the number of accounts, at least 100
     * @param firstNumber the lowest account number; the numbers have no gaps
     * @param difficulty over 0 and at most 1: how far honest customers resemble fraudulent ones
     */
    public Customers(long seed, int size, int firstNumber, double difficulty) {
        key = Hash64.of(seed, -4);
        this.size = size;
        this.firstNumber = firstNumber;
        this.difficulty = difficulty;
        few = Math.max(1, (int) (size * UNUSUAL));
        many = Math.max(1, (int) (size * UNUSUAL));
        double usual = size - few - many;
        double traffic = few * TRAFFIC_OF_FEW + many * TRAFFIC_OF_MANY + usual;
        shareOfFew = few * TRAFFIC_OF_FEW / traffic;
        shareOfMany = many * TRAFFIC_OF_MANY / traffic;
        numbers = new Permutation(Hash64.of(seed, -5), size);
        cache = new Customer[Math.min(CACHE_SIZE, Integer.highestOneBit(size - 1) * 2)];
        Arrays.fill(cache, derive(0));
    }

    public int size() {
        return size;
    }

    /** The lowest account number. */
    public int firstNumber() {
        return firstNumber;
    }

    /** The customer at an index, 0 to size - 1. */
    public Customer at(int index) {
        int place = index & (cache.length - 1);
        Customer customer = cache[place];
        if (customer.account().slot() != index) {
            customer = derive(index);
            cache[place] = customer;
        }
        return customer;
    }

    /**
     * Draws a customer in proportion to its traffic. Among accounts with a usual twelve-month count, half of the traffic
     * follows an inverse power law, and most of the rest the count, so that the busiest 1 % have 6 % of the traffic.
     */
    public Customer draw(KeyedRandom random) {
        double group = random.unit();
        double unit = random.unit();
        if (group < shareOfFew) {
            return at((int) (unit * few));
        }
        if (group < shareOfFew + shareOfMany) {
            return at(size - 1 - (int) (unit * many));
        }
        int usual = size - few - many;
        return at(few + usual - 1 - (int) (fromTheBusiest(group, unit) * usual));
    }

    /** Where among the accounts with a usual count, from the busiest at 0 to the idlest at 1. */
    private double fromTheBusiest(double group, double unit) {
        double share = (group - shareOfFew - shareOfMany) / (1 - shareOfFew - shareOfMany);
        if (share < POWER_LAW) {
            return unit * unit;
        }
        return share < POWER_LAW + LINEAR ? 1 - Math.sqrt(1 - unit) : unit;
    }

    /** Draws a customer in proportion to its traffic in an hour of the day, 0 to 23. */
    public Customer drawAt(int hour, KeyedRandom random) {
        Customer customer = draw(random);
        for (int tries = 1; tries < 16 && !random.chance(customer.hours().acceptance(hour)); tries++) {
            customer = draw(random);
        }
        return customer;
    }

    /**
     * Draws a customer in proportion to its traffic, but none of the idlest: even a dozen fraudulent transactions within
     * some days are then the lesser part of what the account does.
     */
    public Customer drawActive(KeyedRandom random) {
        Customer customer = draw(random);
        while (customer.account().numTransactions() < ACTIVE) {
            customer = draw(random);
        }
        return customer;
    }

    /** Draws one of the customers with few transactions a year, many of whom have large loans. */
    public Customer drawBorrower(KeyedRandom random) {
        return at((int) random.below(few));
    }

    private Customer derive(int index) {
        long own = Hash64.of(key, index);
        double level = NormalQuantile.of(unit(own, 1));
        double deposits = DEPOSITS_BY_LEVEL * level + DEPOSITS_OWN * NormalQuantile.of(unit(own, 2));
        boolean hasFew = index < few;
        boolean largeLoans = unit(own, 3) < (hasFew ? LARGE_LOANS_OF_FEW : LARGE_LOANS * difficulty);
        LogNormal loans = largeLoans ? LARGE_LOANS_VND : AccountProfile.ORDINARY_LOANS_VND;
        Account account = new Account(
                index,
                firstNumber + (int) numbers.at(index),
                own,
                1 + (int) (unit(own, 5) * Account.BRANCHES),
                Location.CITIES.get((int) (unit(own, 6) * Location.CITIES.size())),
                loans.quantile(unit(own, 4)),
                AccountProfile.ORDINARY_DEPOSITS_VND.at(deposits),
                count(index),
                unit(own, 7) < AccountProfile.NON_PERFORMING_LOAN_RATE);
        HourHabit hours = unit(own, 8) < OWLS * difficulty ? HourHabit.OWL : HourHabit.of(unit(own, 9));
        return new Customer(account, MEAN_LEVEL + LEVEL_SIGMA * level, hours, unit(own, 10) < BUSY * difficulty);
    }

    private int count(int index) {
        if (index < few) {
            return (int) FEW.quantile((index + 0.5) / few);
        }
        int usual = size - few - many;
        if (index < few + usual) {
            return (int) USUAL.quantile((index - few + 0.5) / usual);
        }
        return (int) MANY.quantile((index - few - usual + 0.5) / many);
    }

    private static double unit(long key, int attribute) {
        return Hash64.unit(Hash64.of(key, attribute));
    }
}
