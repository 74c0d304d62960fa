package io.bankfeed.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NearestNameTest {

    private static final List<String> KNOWN = List.of(
            "batch_size", "frequency_seconds", "label_delay_seconds", "transaction", "transactions/*", "labels/*");

    @ParameterizedTest
    @CsvSource({
        "batchSize, batch_size",
        "BATCH_SIZES, batch_size",
        "frequency, frequency_seconds",
        "delay_seconds, label_delay_seconds",
        "transacton, transaction",
        "transactions, transactions/*",
        "transactions/12345678, transactions/*",
        "transaction/12345678, transactions/*",
        "v1/transactions, transactions/*",
        "lables/TXN_00000001, labels/*",
        "labels/a/b, labels/*",
    })
    void similarNameIsFound(String name, String nearest) {
        assertThat(NearestName.similar(name, KNOWN)).contains(nearest);
        assertThat(NearestName.of(name, KNOWN)).isEqualTo(nearest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "foo", "size", "nothing", "nothing/TXN_00000001", "sssssssssssssssssssssssss"})
    void nothingIsSimilarToAnotherName(String name) {
        assertThat(NearestName.similar(name, KNOWN)).isEmpty();
        assertThat(KNOWN).contains(NearestName.of(name, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"ab, b*", "ab, a*", "ab, bb*", "ab, aa*"})
    void longestOfTheMostSimilarNamesIsTheNearest(String name, String known) {
        assertThat(NearestName.of(name, List.of("x", known, "y"))).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({
        "KEY, KEY, 0",
        "key, KEY, 0",
        "KYE, KEY, 1",
        "KE, KEY, 1",
        "KEYS, KEY, 1",
        "KAY, KEY, 1",
        "KEY_ANY_NAME_SHA256, KEY_*_SHA256, 0",
        "KEY_OPS_SHA265, KEY_*_SHA256, 1",
        "YEK_OPS_SHA265, KEY_*_SHA256, 3",
    })
    void typosAreCounted(String name, String known, int typos) {
        assertThat(NearestName.typos(name, known)).isEqualTo(typos);
    }
}
