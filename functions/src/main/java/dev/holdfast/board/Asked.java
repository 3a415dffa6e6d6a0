package dev.holdfast.board;

import dev.holdfast.spi.BoardCommand;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A command as a caller asks for it.
 *
 * @param agent in whose name; null when the caller did not say
 * @param token of the assignment under which the agent works; null when the caller did not say
 * @param session that the call is made under, and that keeps an assignment alive; null for none
 * @param lease of an assignment
 */
public record Asked(
        BoardCommand command,
        @Nullable String agent,
        @Nullable Long token,
        @Nullable String session,
        Duration lease) {}
