package io.bankfeed.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelTest {

    @Test
    void everyLabelExceptNormalIsFraud() {
        assertThat(Label.NORMAL.isFraud()).isFalse();
        assertThat(new Label("normal").isFraud()).isFalse();
        assertThat(new Label("loan_fraud").isFraud()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "loan_fraud", "card_testing_2", "x_"})
    void identifiersAreAllowed(String fraudType) {
        assertThat(new Label(fraudType).fraudType()).isEqualTo(fraudType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Loan", "loan fraud", "loan-fraud", "2nd", "_loan", "\"", "loan\n", "rửa_tiền"})
    void otherTextsAreRejected(String fraudType) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Label(fraudType))
                .withMessage("A fraud type must be lower-case letters, digits and underscores, but was \"" + fraudType
                        + "\"");
    }
}
