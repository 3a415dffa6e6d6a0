package dev.holdfast.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {
    @Test
    void a_caller_with_the_scope_goes_on() {
        Caller caller = new Caller("acme", "agent-7", Set.of(Scope.STATE_READ));
        assertDoesNotThrow(() -> caller.require(Scope.STATE_READ));
    }

    @Test
    void a_caller_without_the_scope_learns_which_one_is_needed() {
        Caller caller = new Caller("acme", "agent-7", Set.of(Scope.STATE_READ, Scope.TENANT_ADMIN));
        Refusal refusal = assertThrows(Refusal.class, () -> caller.require(Scope.STATE_WRITE));
        assertEquals(Reason.INSUFFICIENT_SCOPE, refusal.reason());
        assertEquals(Map.of("required_scope", "state:write"), refusal.facts());
    }

    @Test
    void scopes_are_written_as_the_contract_says() {
        assertEquals(
                List.of(
                        "projects:read",
                        "projects:write",
                        "state:read",
                        "state:write",
                        "sessions:read",
                        "sessions:write",
                        "board:read",
                        "board:write",
                        "triggers:write",
                        "queue:admin",
                        "audit:read",
                        "tenant:admin"),
                Arrays.stream(Scope.values()).map(Scope::text).toList());
        assertEquals(Optional.of(Scope.QUEUE_ADMIN), Scope.of("queue:admin"));
        assertEquals(Optional.empty(), Scope.of("QUEUE:ADMIN"));
    }
}
