package io.bankfeed.scoring;

/**
 * A score as it was sent.
 *
 * @param number the number of the transaction
 * @param score from 0 to 1
 */
record SubmittedScore(String detector, long number, double score) {}
