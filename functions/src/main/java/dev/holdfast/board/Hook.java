package dev.holdfast.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address that a back end tells of changes on a board.
 *
 * @param id the part of the address that nobody guesses; it leads with the tenant, since such calls carry no token
 * @param secret that the back end's calls are known by: only of a hook that has just been made with one of ours
 */
public record Hook(
        String id,
        String provider,
        Instant at,
        String by,
        @Nullable String secret) {}
