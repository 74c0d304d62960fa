package io.bankfeed.core.transaction;

/**
 * The place of a transaction in a fraud scenario, which links transactions of one or more accounts. Immutable and
 * thread-safe.
 *
 * @param scenario identifies the scenario within a world; on the wire {@code SCN_} and 16 hexadecimal digits
 * @param type the kind of scenario: lower-case letters, digits and underscores
 * @param step the place of this transaction among those of the scenario, from 1, in the order of time
 * @param steps the number of transactions of the scenario
 * @param role the part that the transaction's account plays: lower-case letters, digits and underscores
 * @param remainingMicros microseconds until the scenario's last transaction, at least 0
 */
public record ScenarioStep(long scenario, String type, int step, int steps, String role, long remainingMicros) {

    private static final String PREFIX = "SCN_";
    private static final int HEX_DIGITS = Long.SIZE / 4;

    /** The scenario's id on the wire. */
    public String wireId() {
        String digits = Long.toHexString(scenario);
        return PREFIX + "0".repeat(HEX_DIGITS - digits.length()) + digits;
    }
}
