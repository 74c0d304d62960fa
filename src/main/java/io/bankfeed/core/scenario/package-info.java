/** Fraud scenarios: linked transactions of one or more accounts, each kind a class of its own. */
package io.bankfeed.core.scenario;
