package dev.holdfast.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A log as it was read. Immutable.
 *
 * @param head the newest seq; 0 for a log without entries
 * @param life the newest life, which stands if the log is open
 * @param newest when the newest entry was written
 * @param author who wrote it; empty for a log without entries
 * @param state null unless the log is open
 * @param digest of the state, as the newest entry names it
 * @param trail of the newest entries; null when none was read
 * @param start where a cold read starts, as far as known here
 * @param readAt when the head was last read from the store
 */
@SuppressWarnings("ArrayRecordComponent") // compared by head, never by content
public record View<S>(
        long head,
        Life life,
        Instant newest,
        String author,
        @Nullable S state,
        byte[] digest,
        @Nullable Trail trail,
        Control control,
        Start start,
        Instant readAt) {
    private static final byte[] NO_DIGEST = {};

    /** Longer than any call lasts, and shorter than any entry is kept. */
    private static final Duration OLDEST = Duration.ofHours(1);

    static <S> View<S> empty(Control control, Instant readAt) {
        return new View<>(0, Life.NONE, Instant.EPOCH, "", null, NO_DIGEST, null, control, Start.NONE, readAt);
    }

    /** Whether a life stands. */
    public boolean isOpen() {
        return state != null;
    }

    /** The state of an open log. */
    public S openState() {
        return Objects.requireNonNull(state, "the log is not open");
    }

    View<S> after(Entry entry, Fold<S> fold, long weight) {
        @Nullable
        S next = switch (entry.kind()) {
            case OPEN -> fold.open(entry);
            case CHANGE, CONFIGURE -> fold.apply(openState(), entry);
            case CLOSE -> null;
        };
        return after(entry, next, weight);
    }

    /** @param next the state after the entry; null after a close */
    View<S> after(Entry entry, @Nullable S next, long weight) {
        Lifetime declared = entry.lifetime();
        Life then = switch (entry.kind()) {
            case OPEN -> Life.of(entry);
            case CONFIGURE -> declared == null ? life : life.with(declared);
            case CHANGE -> life;
            case CLOSE ->
                declared == null ? life.closed(entry.life()) : new Life(entry.life(), declared, life.opened());
        };
        Start from = entry.kind() == Kind.OPEN ? new Start(entry.seq(), 0, entry.payload().length) : start.then(weight);
        return new View<>(
                entry.seq(),
                then,
                entry.at(),
                entry.author(),
                next,
                entry.stateDigest(),
                Trail.of(entry, trail),
                control,
                from,
                readAt);
    }

    View<S> with(Control newControl) {
        return new View<>(head, life, newest, author, state, digest, trail, newControl, start, readAt);
    }

    View<S> with(Start newStart) {
        return new View<>(head, life, newest, author, state, digest, trail, control, newStart, readAt);
    }

    View<S> readAt(Instant now) {
        return new View<>(head, life, newest, author, state, digest, trail, control, start, now);
    }

    /** Whether a free slot after the head proves nothing any more: what stood there may have been removed. */
    boolean isOld(Instant now) {
        return readAt.plus(OLDEST).isBefore(now);
    }

    /** When the life ends unless it is renewed; {@link Instant#MAX} for never. */
    public Instant deadline() {
        return life.lifetime().deadline(life.opened(), newest, control.renewedUntil(life.open()));
    }
}
