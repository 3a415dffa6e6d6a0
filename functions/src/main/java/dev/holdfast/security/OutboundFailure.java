package dev.holdfast.security;

/** Why a call has no answer. */
public enum OutboundFailure {
    NOT_ALLOWED("The host's name stands for addresses that this service may not call."),
    UNRESOLVABLE("The host's name cannot be resolved."),
    UNREACHABLE("The host takes no connection."),
    UNTRUSTED("The host's certificate is not trusted, or TLS with it failed."),
    TOO_SLOW("The host took too long."),
    BROKEN_OFF("The host closed the connection or did not speak HTTP."),
    /** The caller's thread was interrupted or the client closed. */
    STOPPED("The call was stopped.");

    private final String detail;

    OutboundFailure(String detail) {
        this.detail = detail;
    }

    /** One sentence for people. */
    public String detail() {
        return detail;
    }

    /** Whether the same call may succeed later. */
    public boolean passing() {
        return this != NOT_ALLOWED;
    }
}
