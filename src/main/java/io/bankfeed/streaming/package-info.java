/** Answers that are sent as they come: streams of events that resume, and the bodies that carry them. */
@NullMarked
package io.bankfeed.streaming;

import org.jspecify.annotations.NullMarked;
