/** A bank whose customers have habits and whose fraud is hidden among them: difficulty over 0. */
package io.bankfeed.core.world;
