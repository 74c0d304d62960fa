package io.bankfeed.core.scenario;

import io.bankfeed.core.bank.Customer;
import io.bankfeed.core.bank.Payee;
import io.bankfeed.core.transaction.Channel;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.TransactionType;

/**
 * One transaction of a scenario as planned: what it sets differs from the habits of its account, and what it leaves
 * follows them. Not thread-safe while it is being planned.
 */
// The core has no annotations for null, since it uses the JDK alone.
@SuppressWarnings("NullAway")
public final class PlannedStep {

    private final Customer customer;
    private long epochMicros;
    private String role;
    private boolean fraud = true;
    private double amountVnd = Double.NaN;
    private double feeShare = Double.NaN;
    private Payee payee;
    private TransactionType type;
    private Channel channel;
    private Location location;
    private int newDevice;
    private int biometricFailures = -1;
    private int hidden = -1;

    PlannedStep(Customer customer, long epochMicros, String role) {
        this.customer = customer;
        this.epochMicros = epochMicros;
        this.role = role;
    }

    /** Sets the amount, in dong before rounding. */
    PlannedStep amount(double vnd) {
        amountVnd = vnd;
        return this;
    }

    PlannedStep to(Payee receiver) {
        payee = receiver;
        return this;
    }

    PlannedStep by(TransactionType how, Channel through) {
        type = how;
        channel = through;
        return this;
    }

    PlannedStep in(Location place) {
        location = place;
        return this;
    }

    /** Uses a device that the account has never used before; its number has five digits. */
    PlannedStep onNewDevice(int number) {
        newDevice = number;
        return this;
    }

    PlannedStep biometricFailures(int count) {
        biometricFailures = count;
        return this;
    }

    /** Sets how many transactions the account makes at the same time through channels that are not in the feed. */
    PlannedStep withHidden(int count) {
        hidden = count;
        return this;
    }

    /** Sets the fee, as a share of the amount. */
    PlannedStep feeShare(double share) {
        feeShare = share;
        return this;
    }

    /** Marks a transaction that only prepares the fraud. */
    PlannedStep honest() {
        fraud = false;
        return this;
    }

    void moveTo(long micros) {
        epochMicros = micros;
    }

    public Customer customer() {
        return customer;
    }

    public long epochMicros() {
        return epochMicros;
    }

    public String role() {
        return role;
    }

    public boolean isFraud() {
        return fraud;
    }

    /** The amount in dong before rounding, or NaN to follow the habit. */
    public double amountVnd() {
        return amountVnd;
    }

    /** The fee as a share of the amount, or NaN to follow the habit. */
    public double feeShare() {
        return feeShare;
    }

    /** The receiver, or null to follow the habit. */
    public Payee payee() {
        return payee;
    }

    /** The type, or null to follow the habit. */
    public TransactionType type() {
        return type;
    }

    /** The channel; null if the type is. */
    public Channel channel() {
        return channel;
    }

    /** The location, or null to follow the habit. */
    public Location location() {
        return location;
    }

    /** The number of the new device, or 0 to follow the habit. */
    public int newDevice() {
        return newDevice;
    }

    /** The failed biometric checks, or -1 to follow the habit. */
    public int biometricFailures() {
        return biometricFailures;
    }

    /** Further transactions at the same time that are not in the feed, or -1 to follow the habit. */
    public int hidden() {
        return hidden;
    }
}
