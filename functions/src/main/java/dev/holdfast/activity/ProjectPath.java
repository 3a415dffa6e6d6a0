package dev.holdfast.activity;

import dev.holdfast.problem.Refusal;
import java.util.Arrays;
import java.util.List;

/** A file or directory of a project, by its segments. */
public record ProjectPath(List<String> segments) {
    /**
     * Reads {@code src/app}; slashes at either end and {@code .} change nothing.
     *
     * @throws Refusal {@link dev.holdfast.problem.Reason#INVALID_INPUT} for one that leads up or nowhere
     */
    public static ProjectPath parse(String text, String field) {
        List<String> segments = Arrays.stream(text.split("/", -1))
                .filter(segment -> !segment.isEmpty() && !segment.equals("."))
                .toList();
        if (segments.isEmpty() || segments.contains("..") || text.chars().anyMatch(Character::isISOControl)) {
            throw PostedEvent.refusal(field, "must be a path within the project, without '..' and control characters");
        }
        return new ProjectPath(segments);
    }

    /** Whether one is the other, or a directory that the other is in. */
    public boolean meets(ProjectPath other) {
        int shared = Math.min(segments.size(), other.segments.size());
        return segments.subList(0, shared).equals(other.segments.subList(0, shared));
    }

    @Override
    public String toString() {
        return String.join("/", segments);
    }
}
