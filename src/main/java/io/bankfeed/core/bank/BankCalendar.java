package io.bankfeed.core.bank;

import io.bankfeed.core.transaction.BankTime;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.stream.DoubleStream;

/**
 * The bank's traffic over the days of a month and the hours of a day, as operational time: the time in which traffic is
 * constant, in days of average traffic since 1970-01-01. Sundays are quiet, paydays busy, and Tet is preceded by a rush
 * and followed by days with a third of the traffic. Each month has exactly its number of days of traffic, so the
 * operational time of any moment is found without the months before. It is a model and was not measured at a bank; see
 * {@link DailyRhythm} for the hours. Thread-safe.
 */
public final class BankCalendar {

    /** No day has more than this many times the average traffic. */
    public static final double MAX_FACTOR = 2;

    /** The traffic from Monday to Sunday. */
    private static final double[] WEEKDAYS = {1.07, 1.05, 1.05, 1.07, 1.14, 0.92, 0.7};

    /** 1970-01-01 was a Thursday. */
    private static final int FIRST_WEEKDAY = 3;

    private static final int DAYS_PER_WEEK = 7;
    private static final int LAST_DAYS_OF_MONTH = 25;
    private static final double PAYDAY = 1.12;

    /** The last day of the old lunar year and the first four of the new one are public holidays. */
    private static final int HOLIDAYS_FROM = -1;

    private static final int HOLIDAYS_TO = 4;
    private static final double HOLIDAY = 0.35;
    private static final int RUSH_FROM = -10;
    private static final double RUSH = 1.3;
    private static final int QUIET_TO = 9;
    private static final double QUIET = 0.8;

    /** A scenario may span two months, and begins in another one than the next. */
    private static final int RECENT = 16;

    private static final double MAX_DAYS = 10_000_000;

    /** Every day has the same rhythm. */
    private static final double[] EVEN =
            DoubleStream.generate(() -> 1).limit(Hours.PER_DAY).toArray();

    private final DailyTraffic traffic = new DailyTraffic(EVEN);

    /** The month that was used last. Threads may race to replace it: all its fields are final. */
    private Month latest = new Month(YearMonth.of(1970, 1));

    /** The months used most recently, each at its number modulo the length. Threads may race to store one. */
    private final Month[] recent = new Month[RECENT];

    /** The operational time of a moment, which is in microseconds since 1970-01-01T00:00Z. */
    public double operationalTime(long epochMicros) {
        long day = BankTime.dayOf(epochMicros);
        Month month = monthOf(day);
        double share = traffic.before(BankTime.microsOfDay(epochMicros));
        int dayOfMonth = (int) (day - month.firstDay);
        return month.firstDay + month.before[dayOfMonth] + share * month.factor(dayOfMonth);
    }

    /**
     * The moment of an operational time, in microseconds since 1970-01-01T00:00Z. Times farther from
     * 1970 than ten million days are moved there: if fraud is rare enough, its next scenario is millions of years away.
     */
    public long epochMicros(double anyOperationalTime) {
        double operationalTime = Math.max(-MAX_DAYS, Math.min(MAX_DAYS, anyOperationalTime));
        Month month = monthOf((long) Math.floor(operationalTime));
        double ofMonth = operationalTime - month.firstDay;
        int day = Math.min(month.days - 1, (int) ofMonth);
        while (day > 0 && ofMonth < month.before[day]) {
            day--;
        }
        while (day < month.days - 1 && ofMonth >= month.before[day + 1]) {
            day++;
        }
        double ofDay = (ofMonth - month.before[day]) / month.factor(day);
        return startOf(month.firstDay + day) + traffic.microsOfDay(ofDay);
    }

    /** The start of a day, given in days since 1970-01-01, in microseconds since 1970-01-01T00:00Z. */
    static long startOf(long day) {
        return day * BankTime.MICROS_PER_DAY - BankTime.OFFSET.getTotalSeconds() * BankTime.MICROS_PER_SECOND;
    }

    /** Whether branches are open: from 8 to 17 h, on Saturdays until noon, not on Sundays. */
    public static boolean branchesOpen(long epochMicros) {
        int weekday = weekdayOf(BankTime.dayOf(epochMicros));
        int hour = BankTime.hourOf(epochMicros);
        return hour >= 8 && hour < (weekday == 5 ? 12 : 17) && weekday != 6;
    }

    private Month monthOf(long day) {
        Month month = latest;
        if (!month.contains(day)) {
            YearMonth wanted = YearMonth.from(LocalDate.ofEpochDay(day));
            int place = wanted.getMonthValue() & (RECENT - 1);
            month = recent[place];
            if (month == null || !month.contains(day)) {
                month = new Month(wanted);
                recent[place] = month;
            }
            latest = month;
        }
        return month;
    }

    private static int weekdayOf(long day) {
        return (int) Math.floorMod(day + FIRST_WEEKDAY, (long) DAYS_PER_WEEK);
    }

    /** The traffic of a day in arbitrary units. */
    private static double trafficOf(LocalDate date) {
        double traffic = WEEKDAYS[weekdayOf(date.toEpochDay())];
        int day = date.getDayOfMonth();
        if (day == 1 || day == 5 || day >= LAST_DAYS_OF_MONTH) {
            traffic *= PAYDAY;
        }
        int sinceTet = LunarNewYear.daysSince(date);
        if (sinceTet >= HOLIDAYS_FROM && sinceTet < HOLIDAYS_TO) {
            traffic *= HOLIDAY;
        } else if (sinceTet >= RUSH_FROM && sinceTet < HOLIDAYS_FROM) {
            traffic *= RUSH;
        } else if (sinceTet >= HOLIDAYS_TO && sinceTet < QUIET_TO) {
            traffic *= QUIET;
        }
        return traffic;
    }

    private static final class Month {

        private final long firstDay;
        private final int days;

        /** The traffic before each day, and last that of the whole month: its number of days. */
        private final double[] before;

        private Month(YearMonth month) {
            LocalDate first = month.atDay(1);
            firstDay = first.toEpochDay();
            days = month.lengthOfMonth();
            before = new double[days + 1];
            for (int day = 0; day < days; day++) {
                before[day + 1] = before[day] + trafficOf(first.plusDays(day));
            }
            double scale = days / before[days];
            for (int day = 0; day <= days; day++) {
                before[day] *= scale;
            }
        }

        private boolean contains(long day) {
            return day >= firstDay && day < firstDay + days;
        }

        private double factor(int day) {
            return before[day + 1] - before[day];
        }
    }
}
