/**
 * How customers and fraudsters behave: normal behaviour, a class for each fraud pattern, and samplers that mix them.
 */
package io.bankfeed.core.fraud;
