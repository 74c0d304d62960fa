/** The transactions of a bank in event time, in parts of any size: what data sets, files and other engines read. */
package io.bankfeed.core.source;
