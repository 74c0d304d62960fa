package io.bankfeed.documentation;

import static java.util.Locale.ROOT;

import io.bankfeed.core.transaction.BankTime;
import io.bankfeed.core.transaction.Location;
import io.bankfeed.core.transaction.Payment;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.documentation.ScenarioExample.Row;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** A scenario row by row, in Markdown. */
final class ScenarioTable {

    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", ROOT);
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", ROOT);

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", ROOT);
    private static final int MANY_FAILURES = 3;
    private static final int MANY_TRANSACTIONS = 3;

    private ScenarioTable() {}

    static String of(ScenarioExample example) {
        StringBuilder text = new StringBuilder("""
                | time | role | pays | amount | how | also |
                |---|---|---|--:|---|---|
                """);
        String day = "";
        for (Row row : example.steps()) {
            Transaction transaction = row.transaction();
            ZonedDateTime time = time(row);
            String date = DAY.format(time);
            text.append("| ").append(date.equals(day) ? "" : date + ", ").append(SECONDS.format(time));
            day = date;
            text.append(" | ").append(account(row.payer())).append(", ");
            text.append(row.label().step().role()).append(" | ").append(payee(transaction.payment()));
            text.append(" | ").append(String.format(ROOT, "%,d", transaction.amountVnd()));
            text.append(" | ").append(transaction.payment().type().wireName()).append(", ");
            text.append(transaction.payment().channel().wireName());
            text.append(" | ").append(String.join(", ", remarks(row))).append(" |\n");
        }
        return text.toString();
    }

    static ZonedDateTime time(Row row) {
        long micros = row.epochMicros();
        return Instant.ofEpochSecond(micros / BankTime.MICROS_PER_SECOND, micros % BankTime.MICROS_PER_SECOND * 1000)
                .atZone(BankTime.OFFSET);
    }

    static String account(int number) {
        return String.format(ROOT, "ACC_%06d", number);
    }

    static String payee(Payment payment) {
        String name = account(payment.counterpartyNumber());
        if (payment.counterpartyBank() != Payment.OWN_BANK) {
            name += String.format(ROOT, " at BANK_%02d", payment.counterpartyBank());
        }
        return payment.merchantCategory() == Payment.NO_MERCHANT
                ? name
                : name + String.format(ROOT, " (%04d)", payment.merchantCategory());
    }

    /** What stands out about a transaction. */
    private static List<String> remarks(Row row) {
        Transaction transaction = row.transaction();
        List<String> remarks = new ArrayList<>();
        if (!row.label().isFraud()) {
            remarks.add("honest");
        }
        if (transaction.newDevice()) {
            remarks.add(String.format(ROOT, "DEV_NEW_%05d", transaction.deviceNumber()));
        }
        if (transaction.biometricFailureCount() >= MANY_FAILURES) {
            remarks.add(transaction.biometricFailureCount() + " failures");
        }
        if (transaction.frequency5min() >= MANY_TRANSACTIONS) {
            remarks.add(transaction.frequency5min() + " in 5 min");
        }
        if (!Location.CITIES.contains(transaction.location())) {
            remarks.add(transaction.location().wireName());
        }
        if (transaction.feesVnd() != (transaction.totalDepositsVnd() + 500) / 1000) {
            remarks.add(String.format(ROOT, "fee of %.1f %%", 100.0 * transaction.feesVnd() / transaction.amountVnd()));
        }
        return remarks;
    }
}
