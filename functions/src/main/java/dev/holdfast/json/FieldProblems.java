package dev.holdfast.json;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with an object's fields: at most one problem each, in the order found. */
final class FieldProblems {
    static final int MAX_SHOWN = 50;
    private static final int MAX_NAME_CHARS = 64;

    private final Set<String> known = new HashSet<>();
    private final Map<String, String> problems = new LinkedHashMap<>();

    void know(String name) {
        known.add(name);
    }

    void add(String field, String problem) {
        problems.putIfAbsent(field, problem);
    }

    void addIfUnknown(String name) {
        // Names are the caller's: as many and as long as a body allows.
        if (!known.contains(name) && problems.size() < MAX_SHOWN) {
            add(name.codePointCount(0, name.length()) <= MAX_NAME_CHARS ? name : cut(name), "is not known here");
        }
    }

    void raise() {
        if (problems.isEmpty()) {
            return;
        }
        List<Map<String, String>> errors = problems.entrySet().stream()
                .limit(MAX_SHOWN)
                .map(it -> Map.of("field", it.getKey(), "problem", it.getValue()))
                .toList();
        throw new Refusal(Reason.INVALID_INPUT, "Correct the fields named in errors.", Map.of("errors", errors));
    }

    private static String cut(String name) {
        return name.substring(0, name.offsetByCodePoints(0, MAX_NAME_CHARS)) + "…";
    }
}
