package io.bankfeed.core.bank;

/**
 * A device as a transaction shows it.
 *
 * @param number 5 digits
 * @param fresh whether the account has used it for a few days only
 */
public record Device(int number, boolean fresh) {

    private static final int LAST_DIGITS = 10_000;

    /**
     * A new device. It keeps the last four digits of its number when it is no longer new.
     *
     * @param firstDigit 8 or 9
     */
    public static Device fresh(int firstDigit, int number) {
        return new Device(firstDigit * LAST_DIGITS + number % LAST_DIGITS, true);
    }
}
