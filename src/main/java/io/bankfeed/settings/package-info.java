/**
 * The settings that can be changed at run time through {@code /config}, and their initial values from the
 * configuration.
 */
@NullMarked
package io.bankfeed.settings;

import org.jspecify.annotations.NullMarked;
