package dev.holdfast.client;

/** How the process ends; the larger ones are those of BSD's sysexits. */
enum ExitCode {
    OK(0),
    REFUSED(1),
    USAGE(2),
    NOT_FOUND(4),
    FAILED(70),
    /** It waits in the spool or, of a question, cannot be answered now. */
    LATER(75),
    NOT_ALLOWED(77);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
