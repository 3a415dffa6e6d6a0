package dev.holdfast.session;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a claim reserves: a set of files, or a symbol in one. Paths are relative to the project. Immutable. */
public sealed interface Target {
    /** One path and its symbols; a directory, which ends in a slash, with all below. */
    record Path(GlobPattern pattern) implements Target {}

    /** All paths that fit, each with its symbols. {@code **} is any number of directories, none included. */
    record Glob(GlobPattern pattern) implements Target {}

    /** A symbol of one path; its name is taken as it is. */
    record Symbol(GlobPattern pattern, String name) implements Target {}

    /** Which paths, or the path of the symbol. */
    GlobPattern pattern();

    /** @throws Refusal INVALID_INPUT with {@code errors} */
    static Target path(String path) {
        require("path", TargetText.problemOfPath(path));
        return new Path(GlobPattern.ofPath(path));
    }

    /** @throws Refusal INVALID_INPUT with {@code errors} */
    static Target glob(String glob) {
        require("glob", TargetText.problemOfGlob(glob));
        return new Glob(GlobPattern.ofGlob(glob));
    }

    /** @throws Refusal INVALID_INPUT with {@code errors} */
    static Target symbol(String path, String name) {
        require("path", TargetText.problemOfPath(path).or(() -> directory(path)));
        require("symbol", TargetText.problemOfSymbol(name));
        return new Symbol(GlobPattern.ofPath(path), name);
    }

    /** Whether they have a path in common, and on it the same symbol if each names one. */
    default boolean overlaps(Target other) {
        boolean symbolsDiffer = this instanceof Symbol(var _, String one)
                && other instanceof Symbol(var _, String two)
                && !one.equals(two);
        return !symbolsDiffer && pattern().meets(other.pattern());
    }

    private static Optional<String> directory(String path) {
        return path.endsWith("/") ? Optional.of("must be a file, not a directory") : Optional.empty();
    }

    private static void require(String field, Optional<String> problem) {
        if (problem.isPresent()) {
            throw new Refusal(
                    Reason.INVALID_INPUT,
                    "Correct the fields named in errors.",
                    Map.of("errors", List.of(Map.of("field", field, "problem", problem.get()))));
        }
    }
}
