package io.bankfeed.scoring;

/**
 * How early a detector found the scenarios of a type. Immutable.
 *
 * @param ended scenarios of which every transaction was judged
 * @param foundBeforeLast those of which a fraud before the last transaction was found
 * @param fraudVnd their fraud in whole dong
 * @param savedVnd what of it came after the first fraud that was found
 */
record ScenarioTally(long ended, long foundBeforeLast, long fraudVnd, long savedVnd) {

    static final ScenarioTally NONE = new ScenarioTally(0, 0, 0, 0);

    ScenarioTally plus(boolean found, long fraud, long saved) {
        return new ScenarioTally(ended + 1, foundBeforeLast + (found ? 1 : 0), fraudVnd + fraud, savedVnd + saved);
    }
}
