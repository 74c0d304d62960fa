package io.bankfeed.sink;

/** Says why a client of Kafka failed. */
final class Reason {

    private Reason() {}

    /** The message of a failure, and that of its first cause, which is often what an operator can change. */
    static String of(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String message = text(failure);
        return message.contains(text(first)) ? message : message + " (" + text(first) + ")";
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
