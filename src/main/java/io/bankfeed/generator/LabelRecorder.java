package io.bankfeed.generator;

import io.bankfeed.core.transaction.FraudReports;
import io.bankfeed.core.transaction.Label;
import io.bankfeed.core.transaction.ScenarioStep;
import io.bankfeed.core.transaction.Transaction;
import io.bankfeed.core.transaction.TransactionSink;
import org.jspecify.annotations.Nullable;

/** Passes on the transactions of a block, and records them with the details of their labels. Not thread-safe. */
final class LabelRecorder implements TransactionSink {

    private final long firstNumber;
    private final int count;
    private final FraudReports reports;
    private final TransactionSink target;
    private final @Nullable Transaction[] transactions;
    private @Nullable LabelDetail @Nullable [] details;

    /**
     * @param firstNumber the number of the block's first transaction
     * @param count the number of transactions of the block
     */
    LabelRecorder(long firstNumber, int count, FraudReports reports, TransactionSink target) {
        this.firstNumber = firstNumber;
        this.count = count;
        this.reports = reports;
        this.target = target;
        transactions = new Transaction[count];
    }

    @Override
    public void accept(Transaction transaction, Label label) {
        target.accept(transaction, label);
        transactions[(int) (transaction.number() - firstNumber)] = transaction;
        long reportedAt = reports.reportedAtMicros(transaction, label);
        ScenarioStep step = label.step();
        if (step != null || reportedAt != FraudReports.NEVER) {
            @Nullable LabelDetail[] known = details;
            if (known == null) {
                known = new @Nullable LabelDetail[count];
                details = known;
            }
            known[(int) (transaction.number() - firstNumber)] = new LabelDetail(step, reportedAt);
        }
    }

    /** The transactions that were passed on, null for one that was not. */
    @Nullable
    Transaction[] transactions() {
        return transactions;
    }

    /** The details of each transaction that was passed on, null for one without; null if none has any. */
    @Nullable
    LabelDetail @Nullable [] details() {
        return details;
    }
}
