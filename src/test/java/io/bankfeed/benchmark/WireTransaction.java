package io.bankfeed.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Transaction;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** A transaction as a service with Jackson's data binding would represent it, for comparison with the encoder. */
@JsonPropertyOrder({
    "transaction_id",
    "account_id",
    "branch_id",
    "transaction_amount_vnd",
    "transaction_hour",
    "transaction_timestamp",
    "location_city",
    "device_id",
    "biometric_failure_count",
    "transaction_frequency_5min",
    "total_loans_vnd",
    "num_transactions",
    "npl_flag",
    "total_deposits_vnd",
    "transaction_fees_vnd"
})
record WireTransaction(
        @JsonProperty("transaction_id") String transactionId,
        @JsonProperty("account_id") String accountId,
        @JsonProperty("branch_id") int branchId,
        @JsonProperty("transaction_amount_vnd") long amountVnd,
        @JsonProperty("transaction_hour") int hour,
        @JsonProperty("transaction_timestamp") String timestamp,
        @JsonProperty("location_city") String location,
        @JsonProperty("device_id") String deviceId,
        @JsonProperty("biometric_failure_count") int biometricFailureCount,
        @JsonProperty("transaction_frequency_5min") int frequency5min,
        @JsonProperty("total_loans_vnd") long totalLoansVnd,
        @JsonProperty("num_transactions") int numTransactions,
        @JsonProperty("npl_flag") boolean nonPerformingLoan,
        @JsonProperty("total_deposits_vnd") long totalDepositsVnd,
        @JsonProperty("transaction_fees_vnd") long feesVnd) {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(BankTime.OFFSET);

    static WireTransaction of(Transaction transaction) {
        return new WireTransaction(
                "TXN_" + padded(transaction.number(), 8),
                "ACC_" + padded(transaction.accountNumber(), 6),
                transaction.branchId(),
                transaction.amountVnd(),
                BankTime.hourOf(transaction.timestampMicros()),
                TIMESTAMP.format(instantOf(transaction.timestampMicros())),
                transaction.location().wireName(),
                (transaction.newDevice() ? "DEV_NEW_" : "DEV_") + transaction.deviceNumber(),
                transaction.biometricFailureCount(),
                transaction.frequency5min(),
                transaction.totalLoansVnd(),
                transaction.numTransactions(),
                transaction.nonPerformingLoan(),
                transaction.totalDepositsVnd(),
                transaction.feesVnd());
    }

    private static Instant instantOf(long epochMicros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(epochMicros, BankTime.MICROS_PER_SECOND),
                Math.floorMod(epochMicros, BankTime.MICROS_PER_SECOND) * 1000);
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
