package io.bankfeed.core.transaction;

/**
 * How a transaction was paid and to whom: the five fields of {@code fields=extended}. Immutable and thread-safe.
 *
 * @param type what the transaction is for
 * @param channel the channel through which it was ordered
 * @param counterpartyNumber the account that receives the money; on the wire {@code ACC_} and at least 6 digits. It is
 *     unique within its bank.
 * @param counterpartyBank the bank of that account, 1 to {@value #BANKS}; on the wire {@code BANK_} and 2 digits. This
 *     bank is {@value #OWN_BANK}.
 * @param merchantCategory the merchant category code of ISO 18245, 4 digits, or {@value #NO_MERCHANT} if the
 *     counterparty is not a merchant
 */
public record Payment(
        TransactionType type, Channel channel, int counterpartyNumber, int counterpartyBank, int merchantCategory) {

    public static final int OWN_BANK = 1;
    public static final int BANKS = 12;
    public static final int NO_MERCHANT = 0;
}
