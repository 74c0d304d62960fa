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

    private static final int ACTIVE = 150;

    private static final double MEAN_LEVEL = 13.8;
    private static final double LEVEL_SIGMA = 1.0;
    private static final double DEPOSITS_BY_LEVEL = 0.5;
    private static final double DEPOSITS_OWN = StrictMath.sqrt(1 - DEPOSITS_BY_LEVEL * DEPOSITS_BY_LEVEL);
    private static final LogNormal LARGE_LOANS_VND = new LogNormal(20.6, 0.5);
    private static final double LARGE_LOANS = 0.05;

    /** Of the accounts with few transactions a year; they are young, and have borrowed for a home. */
    private static final double LARGE_LOANS_OF_FEW = 0.5;

    /** Among so many draws there is nearly always a customer of the hour. */
    private static final int MAX_TRIES = 16;

    private static final double OWLS = 0.12;
    private static final double BUSY = 0.05;

    private final long key;
    private final long hoursKey;
    private final int size;
    private final int few;
    private final int many;
    private final int firstNumber;
    private final double difficulty;
    private final TrafficByRank traffic;
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
        hoursKey = Hash64.of(key, -1);
        this.size = size;
        this.firstNumber = firstNumber;
        this.difficulty = difficulty;
        few = Math.max(1, (int) (size * UNUSUAL));
        many = Math.max(1, (int) (size * UNUSUAL));
        traffic = new TrafficByRank(few, size - few - many, many);
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

    /** Draws the index of a customer in proportion to its traffic. */
    int drawIndex(KeyedRandom random) {
        return traffic.draw(random);
    }

    /** Draws a customer in proportion to its traffic in an hour of the day, 0 to 23. */
    public Customer drawAt(int hour, KeyedRandom random) {
        int index = drawIndex(random);
        for (int tries = 1; tries < MAX_TRIES && !random.chance(hoursOf(index).acceptance(hour)); tries++) {
            index = drawIndex(random);
        }
        return at(index);
    }

    /**
     * Draws a customer in proportion to its traffic in an hour of the day, 0 to 23, but none of the idlest: even a dozen
     * fraudulent transactions within some days are then the lesser part of what the account does.
     */
    public Customer drawActiveAt(int hour, KeyedRandom random) {
        Customer customer = drawAt(hour, random);
        while (customer.account().numTransactions() < ACTIVE) {
            customer = drawAt(hour, random);
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
                numberOf(index),
                own,
                1 + (int) (unit(own, 5) * Account.BRANCHES),
                Location.CITIES.get((int) (unit(own, 6) * Location.CITIES.size())),
                loans.quantile(unit(own, 4)),
                AccountProfile.ORDINARY_DEPOSITS_VND.at(deposits),
                count(index),
                unit(own, 7) < AccountProfile.NON_PERFORMING_LOAN_RATE);
        return new Customer(account, MEAN_LEVEL + LEVEL_SIGMA * level, unit(own, 8) < BUSY * difficulty);
    }

    /** The habitual hours of a customer, which are known without deriving the customer. */
    HourHabit hoursOf(int index) {
        double unit = Hash64.unit(Hash64.of(hoursKey + index));
        double owls = OWLS * difficulty;
        return unit < owls ? HourHabit.OWL : HourHabit.of((unit - owls) / (1 - owls));
    }

    /** The account number of a customer, which is known without deriving the customer. */
    int numberOf(int index) {
        return firstNumber + (int) numbers.at(index);
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
