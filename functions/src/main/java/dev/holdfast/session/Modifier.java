package dev.holdfast.session;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A session that modifies a file.
 *
 * @param at when it last said so
 */
public record Modifier(String sessionId, String agentName, List<String> symbols, Modification.Kind kind, Instant at) {
    private static final int SYMBOLS_SHOWN = 3;

    public Modifier {
        symbols = List.copyOf(symbols);
    }

    /** {@code a,b modified by agent-2; modified by agent-3}: three symbols at most, then {@code ,...}; empty for none. */
    public static String sentence(List<Modifier> modifiers) {
        return modifiers.stream().map(Modifier::phrase).collect(Collectors.joining("; "));
    }

    private String phrase() {
        String named = symbols.stream().limit(SYMBOLS_SHOWN).collect(Collectors.joining(","));
        String more = symbols.size() > SYMBOLS_SHOWN ? ",..." : "";
        return (named.isEmpty() ? "" : named + more + " ") + "modified by " + agentName;
    }
}
