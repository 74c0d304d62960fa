package io.bankfeed.core.bank;

/**
 * Who receives a payment.
 *
 * @param number the account number, unique within its bank
 * @param bank 1 to 12
 * @param merchantCategory the merchant category code of ISO 18245, or 0 for a person
 */
public record Payee(int number, int bank, int merchantCategory) {}
