/**
 * What the service achieves, measured by {@code ./mvnw -Pbenchmark verify}: it is started as it is packaged and put under
 * load from this process over loopback, and its CPU time is read from the operating system.
 */
@NullMarked
package io.bankfeed.benchmark;

import org.jspecify.annotations.NullMarked;
