/** Resumable streams of events, and streamed response bodies. */
@NullMarked
package io.bankfeed.streaming;

import org.jspecify.annotations.NullMarked;
