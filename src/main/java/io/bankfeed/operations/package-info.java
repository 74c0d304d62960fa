/** Endpoints for operators: {@code /}, {@code /status}, build information, health checks and the API documentation. */
@NullMarked
package io.bankfeed.operations;

import org.jspecify.annotations.NullMarked;
