package dev.holdfast.security;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;

/** The refusal of a token; its texts are constants, so that nothing of a token is ever repeated. */
final class BadToken {
    private BadToken() {}

    static Refusal because(String detail) {
        return new Refusal(Reason.UNAUTHORIZED, detail);
    }
}
