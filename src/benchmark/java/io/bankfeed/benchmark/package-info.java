/** A resource that the benchmarks compare the service with. */
@NullMarked
package io.bankfeed.benchmark;

import org.jspecify.annotations.NullMarked;
