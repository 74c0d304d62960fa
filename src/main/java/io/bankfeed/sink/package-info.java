/** The live feed in Kafka: lanes that replicas share, each a partition with the transactions of some accounts. */
@NullMarked
package io.bankfeed.sink;

import org.jspecify.annotations.NullMarked;
