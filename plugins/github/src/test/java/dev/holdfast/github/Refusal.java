package dev.holdfast.github;

/** How the stand-in refuses a call, with an error of GitHub's own kind. */
final class Refusal extends RuntimeException {

    final int status;
    final String type;

    private Refusal(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static Refusal rest(int status, String message) {
        return new Refusal(status, "", message);
    }

    static Refusal graph(String type, String message) {
        return new Refusal(200, type, message);
    }

    /** A call that GitHub does not know: the provider is wrong. */
    static Refusal unknown(String what) {
        return new Refusal(400, "UNKNOWN", what);
    }
}
