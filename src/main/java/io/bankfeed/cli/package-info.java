/** The command line: {@code serve}, the default, and {@code generate}, which writes data sets to files. */
@NullMarked
package io.bankfeed.cli;

import org.jspecify.annotations.NullMarked;
