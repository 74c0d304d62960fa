package io.bankfeed.core.bank;

import io.bankfeed.core.random.Hash64;
import io.bankfeed.core.random.KeyedRandom;
import io.bankfeed.core.transaction.Location;

/**
 * An account with a life of its own: habits that are the same in all its transactions, honest or not. Immutable and
 * thread-safe.
 *
 * @param account the account's values on the wire
 * @param level the mean of the natural logarithm of its amounts in dong
 * @param busy whether it often makes many transactions over channels that are not in the feed
 */
public record Customer(Account account, double level, boolean busy) {

    private static final int TRIP_DAYS = 5;
    private static final double ON_TRIP = 0.045;
    private static final Location[] LOCATIONS = Location.values();
    private static final int PLACES = LOCATIONS.length;

    private static final int MIN_DEVICE_DAYS = 90;
    private static final int DEVICE_DAYS_RANGE = 400;
    private static final int FRESH_DAYS = 10;
    private static final int FIRST_DEVICE = 10_000;
    private static final int DEVICES = 40_000;
    private static final double ON_SECOND_DEVICE = 0.15;
    private static final int OLD_ENOUGH = 1 << 20;

    /** Where the customer is on a day, in days since 1970-01-01: at home, or on a trip of whole days. */
    // The order of the places is part of the data.
    @SuppressWarnings("EnumOrdinal")
    public Location locationOn(long day) {
        long key = Hash64.of(account.key(), -2);
        long block = Math.floorDiv(day + Math.floorMod(key, (long) TRIP_DAYS), (long) TRIP_DAYS);
        long trip = Hash64.of(key, block);
        if (Hash64.unit(trip) >= ON_TRIP) {
            return account.homeCity();
        }
        int away = 1 + (int) Math.floorMod(Hash64.of(trip), (long) PLACES - 1);
        return LOCATIONS[(account.homeCity().ordinal() + away) % PLACES];
    }

    /**
     * The device that the customer uses on a day: usually the current phone, which is replaced after 90 to 490 days, or
     * a second one.
     *
     * @param day in days since 1970-01-01
     * @param newDevices the share of replacements that show as a new device, 0 to 1
     */
    public Device deviceOn(long day, double newDevices, KeyedRandom random) {
        long key = Hash64.of(account.key(), -3);
        boolean second = random.chance(ON_SECOND_DEVICE);
        long phone = second ? Hash64.of(key, -1) : key;
        int days = MIN_DEVICE_DAYS + (int) Math.floorMod(phone, (long) DEVICE_DAYS_RANGE);
        // As ints, whose division takes a third of the time.
        int age = (int) day + OLD_ENOUGH + Math.floorMod(Hash64.of(phone), days);
        long generation = Hash64.of(phone, age / days);
        int number = FIRST_DEVICE + (int) Math.floorMod(generation, (long) DEVICES);
        long show = Hash64.of(generation);
        boolean fresh = age % days < FRESH_DAYS && Hash64.unit(show) < newDevices;
        // The lowest bit decides nothing else: that of the generation would tell whether the number is even.
        return fresh ? Device.fresh((show & 1) == 0 ? 8 : 9, number) : new Device(number, false);
    }
}
