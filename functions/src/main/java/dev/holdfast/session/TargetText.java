package dev.holdfast.session;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which texts are paths, globs and symbols. */
final class TargetText {
    static final int MOST_BYTES = 1_000;
    /** Two globs of this length name a common path within {@link #MOST_BYTES}, or none. */
    static final int MOST_GLOB_BYTES = 500;

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
    private static final Pattern STARS_IN_NAME = Pattern.compile("[^/]\\*\\*|\\*\\*[^/]");

    private TargetText() {}

    /** What keeps {@code text} from being a path, or a directory with a slash at its end. */
    static Optional<String> problemOfPath(String text) {
        return problemOfText(text, MOST_BYTES)
                .or(() -> problemOfSegments(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
    }

    /** What keeps {@code text} from being a glob. */
    static Optional<String> problemOfGlob(String text) {
        return problemOfText(text, MOST_GLOB_BYTES)
                .or(() -> problemOfSegments(text))
                .or(() -> found(STARS_IN_NAME.matcher(text).find(), "must have ** only between slashes"));
    }

    /** What keeps {@code text} from being the name of a symbol. */
    static Optional<String> problemOfSymbol(String text) {
        return problemOfText(text, MOST_BYTES);
    }

    private static Optional<String> problemOfText(String text, int most) {
        // Every character takes a byte at least: a long text is not encoded to be measured.
        return found(text.isBlank(), "must not be blank")
                .or(() -> found(
                        text.length() > most || text.getBytes(StandardCharsets.UTF_8).length > most,
                        "must have at most " + most + " bytes"))
                .or(() -> found(text.chars().anyMatch(Character::isISOControl), "must not have control characters"))
                .or(() -> found(
                        text.codePoints().anyMatch(it -> it <= Character.MAX_VALUE && Character.isSurrogate((char) it)),
                        "must be valid Unicode"));
    }

    private static Optional<String> problemOfSegments(String path) {
        if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
            return Optional.of("must be relative to the project");
        }
        if (path.indexOf('\\') >= 0) {
            return Optional.of("must have / between names, and no \\");
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.of("must not have empty names, . or ..");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> found(boolean wrong, String problem) {
        return wrong ? Optional.of(problem) : Optional.empty();
    }
}
