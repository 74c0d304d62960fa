/** The settings in force: given at start-up by the configuration, changed at run time by {@code /config}. */
@NullMarked
package io.bankfeed.settings;

import org.jspecify.annotations.NullMarked;
