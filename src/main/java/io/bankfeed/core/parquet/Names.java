package io.bankfeed.core.parquet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for the few names of scenarios, roles and patterns, so that columns hold numbers only. Not thread-safe. */
final class Names {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** The number of a name, which is the same for equal names. */
    long number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1L;
    }

    String name(long number) {
        return names.get((int) number);
    }
}
