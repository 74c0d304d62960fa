package io.bankfeed.problem;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is wrong with one field of a request.
 *
 * @param message goes on from the field's name: "must be …, but was …"
 */
@RegisterForReflection
public record FieldError(String field, String message) {}
