/**
 * Measures the packaged service with {@code ./mvnw -Pbenchmark verify}. The service runs in a process of its own and is
 * put under load over loopback; its CPU time is read from the operating system.
 */
@NullMarked
package io.bankfeed.benchmark;

import org.jspecify.annotations.NullMarked;
