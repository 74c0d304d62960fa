/**
 * Endpoints for operators: {@code /}, {@code /status}, build information, health checks and the API documentation. Also
 * checks the keys of the configuration, because it may use every package that has some.
 */
@NullMarked
package io.bankfeed.operations;

import org.jspecify.annotations.NullMarked;
