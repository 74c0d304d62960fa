/** Scores of detectors, and how well they tell fraud from honest transactions once the labels are public. */
@NullMarked
package io.bankfeed.scoring;

import org.jspecify.annotations.NullMarked;
