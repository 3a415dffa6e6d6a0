package dev.holdfast.security;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a token may allow its bearer to do. */
public enum Scope {
    PROJECTS_READ("projects:read"),
    PROJECTS_WRITE("projects:write"),
    STATE_READ("state:read"),
    STATE_WRITE("state:write"),
    SESSIONS_READ("sessions:read"),
    SESSIONS_WRITE("sessions:write"),
    BOARD_READ("board:read"),
    BOARD_WRITE("board:write"),
    TRIGGERS_WRITE("triggers:write"),
    QUEUE_ADMIN("queue:admin"),
    AUDIT_READ("audit:read"),
    TENANT_ADMIN("tenant:admin");

    private static final Map<String, Scope> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Scope::text, Function.identity()));

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** How tokens and problems write it. */
    public String text() {
        return text;
    }

    /** The scope that is written so, if there is one. */
    public static Optional<Scope> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }
}
