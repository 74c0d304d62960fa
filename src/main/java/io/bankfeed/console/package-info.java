/** The way of browsers to the console, whose files are in {@code META-INF/resources/console}. */
@NullMarked
package io.bankfeed.console;

import org.jspecify.annotations.NullMarked;
