package dev.holdfast.local;

/** Why the process cannot start, as one line that tells the user what to do. */
final class StartFailure extends RuntimeException {
    StartFailure(String line) {
        super(line.lines().findFirst().orElse(""), null, false, false);
    }
}
