package io.bankfeed.sink;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.bankfeed.core.source.Bank;
import io.bankfeed.core.source.EventTimeSpec;
import io.bankfeed.core.source.FraudModel;
import io.bankfeed.core.source.Part;
import io.bankfeed.core.source.TransactionSource;
import io.bankfeed.core.transaction.BankTime;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What determines every transaction of a bank in Kafka, as JSON in the control topic. All replicas must have the same.
 *
 * @param start when the bank opens, in ISO 8601
 * @param transactionsPerSecond of the bank's own time
 * @param dataVersion {@link TransactionSource#DATA_VERSION} of the release that began the bank
 */
@RegisterForReflection
@JsonPropertyOrder({
    "seed",
    "accounts",
    "first_account",
    "fraud_weights",
    "fraud_injection_rate",
    "difficulty",
    "start",
    "transactions_per_second",
    "label_delay_seconds",
    "extended",
    "labels",
    "lanes",
    "data_version"
})
record Recipe(
        @JsonProperty("seed") long seed,
        @JsonProperty("accounts") int accounts,
        @JsonProperty("first_account") int firstAccount,
        @JsonProperty("fraud_weights") Map<String, Double> fraudWeights,
        @JsonProperty("fraud_injection_rate") double fraudInjectionRate,
        @JsonProperty("difficulty") double difficulty,
        @JsonProperty("start") String start,
        @JsonProperty("transactions_per_second") double transactionsPerSecond,
        @JsonProperty("label_delay_seconds") double labelDelaySeconds,
        @JsonProperty("extended") boolean extended,
        @JsonProperty("labels") boolean labels,
        @JsonProperty("lanes") int lanes,
        @JsonProperty("data_version") int dataVersion) {

    private static final double MICROS_PER_SECOND = 1e6;

    Recipe {
        if (lanes < 1 || lanes > Part.MAX_PARTS) {
            throw new IllegalArgumentException("lanes must be from 1 to " + Part.MAX_PARTS + ", but is " + lanes);
        }
        BankTime.parse(start);
    }

    EventTimeSpec events() {
        return new EventTimeSpec(
                new Bank(seed, accounts, firstAccount, fraudWeights),
                fraudInjectionRate,
                BankTime.parse(start),
                transactionsPerSecond,
                FraudModel.of(difficulty));
    }

    /** @param lane from 0 */
    Part part(int lane) {
        return new Part(lane + 1, lanes, Part.By.ACCOUNTS);
    }

    long labelDelayMicros() {
        return Math.round(labelDelaySeconds * MICROS_PER_SECOND);
    }

    /**
     * What a replica would do differently: for each value, its own and the one of this recipe.
     *
     * @param own what the replica is configured with
     */
    List<String> differences(Recipe own) {
        List<String> differences = new ArrayList<>();
        compare(differences, "seed", own.seed, seed);
        compare(differences, "accounts", own.accounts, accounts);
        compare(differences, "first_account", own.firstAccount, firstAccount);
        compare(differences, "fraud_weights", own.fraudWeights, fraudWeights);
        compare(differences, "fraud_injection_rate", own.fraudInjectionRate, fraudInjectionRate);
        compare(differences, "difficulty", own.difficulty, difficulty);
        compare(differences, "start", own.start, start);
        compare(differences, "transactions_per_second", own.transactionsPerSecond, transactionsPerSecond);
        compare(differences, "label_delay_seconds", own.labelDelaySeconds, labelDelaySeconds);
        compare(differences, "extended", own.extended, extended);
        compare(differences, "labels", own.labels, labels);
        compare(differences, "lanes", own.lanes, lanes);
        compare(differences, "data_version", own.dataVersion, dataVersion);
        return differences;
    }

    private static void compare(List<String> differences, String name, Object own, Object begun) {
        if (!Objects.equals(own, begun)) {
            differences.add(name + " is " + own + " here and " + begun + " in the topic");
        }
    }
}
