package io.bankfeed.core.bank;

import io.bankfeed.core.transaction.BankTime;
import java.time.LocalDate;

/**
 * The first days of the Vietnamese lunar years (Tết) from 2000 to 2100. The table was computed with the algorithm of
 * Hồ Ngọc Đức, "Computing the Vietnamese lunar calendar" (new moons and solar longitudes at UTC+7, after Jean Meeus,
 * "Astronomical Algorithms"). It differs from the Chinese calendar, which has another time zone, in 2007 and 2030.
 */
final class LunarNewYear {

    static final int FIRST_YEAR = 2000;
    static final int LAST_YEAR = 2100;

    /** Days from 1 January to the first day of the lunar year. */
    private static final byte[] DAY_OF_YEAR = {
        35, 23, 42, 31, 21, 39, 28, 47, 37, 25, 44, 33, 22, 40, 30, 49, 38, 27, 46, 35, 24, 42, 31, 21, 40, 28, 47,
        36, 25, 43, 32, 22, 41, 30, 49, 38, 27, 45, 34, 23, 42, 31, 21, 40, 29, 47, 36, 25, 44, 32, 22, 41, 31, 48,
        38, 27, 45, 34, 23, 42, 32, 20, 39, 28, 47, 35, 25, 44, 33, 22, 41, 30, 49, 37, 26, 45, 35, 23, 42, 32, 21,
        39, 28, 47, 36, 25, 44, 33, 23, 40, 29, 48, 37, 26, 45, 35, 24, 42, 31, 20, 39
    };

    private LunarNewYear() {}

    /**
     * Days from the lunar new year of a date's calendar year to the date, negative before it; {@link Integer#MAX_VALUE}
     * outside the years of the table.
     */
    static int daysSince(LocalDate date) {
        int year = date.getYear();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Integer.MAX_VALUE;
        }
        return (int) (date.toEpochDay() - dayOf(year));
    }

    /** The first day of a lunar year of the table, in days since 1970-01-01 at the bank; see {@link BankTime#dayOf}. */
    static long dayOf(int year) {
        return LocalDate.ofYearDay(year, 1).toEpochDay() + DAY_OF_YEAR[year - FIRST_YEAR];
    }
}
