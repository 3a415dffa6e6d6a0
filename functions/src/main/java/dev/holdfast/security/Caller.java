package dev.holdfast.security;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.Map;
import java.util.Set;

/**
 * Who calls, as a verified token says.
 *
 * @param tenant matches {@code [A-Za-z0-9_-]{1,64}}
 * @param subject 1 to 256 characters, unique within the issuer
 */
public record Caller(String tenant, String subject, Set<Scope> scopes) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /**
     * Goes on only with {@code scope}.
     *
     * @throws Refusal INSUFFICIENT_SCOPE with {@code required_scope}
     */
    public void require(Scope scope) {
        if (!scopes.contains(scope)) {
            throw new Refusal(
                    Reason.INSUFFICIENT_SCOPE,
                    "Use a token with the scope " + scope.text() + ".",
                    Map.of("required_scope", scope.text()));
        }
    }
}
