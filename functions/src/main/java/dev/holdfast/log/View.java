package dev.holdfast.log;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A log as it was read. Immutable.
 *
 * @param head the newest seq; 0 for a log without entries
 * @param life the seq of the newest open; 0 if there is none
 * @param lifetime of that life
 * @param opened when that life began
 * @param newest when the newest entry was written
 * @param state null unless the log is open
 * @param trail of the newest entries; null when none was read
 * @param snapshot the newest snapshot known to be covered by the view's start; 0 for none
 * @param sinceSnapshot bytes of entries after it
 * @param stateBytes how long the state was when it was last written or read whole
 * @param readAt when the head was last read from the store
 */
public record View<S>(
        long head,
        long life,
        Lifetime lifetime,
        Instant opened,
        Instant newest,
        @Nullable S state,
        @Nullable Trail trail,
        Control control,
        long snapshot,
        long sinceSnapshot,
        long stateBytes,
        Instant readAt) {

    static <S> View<S> empty(Control control, Instant readAt) {
        return new View<>(0, 0, Lifetime.FOREVER, Instant.MIN, Instant.MIN, null, null, control, 0, 0, 0, readAt);
    }

    /** Whether a life stands. */
    public boolean isOpen() {
        return state != null;
    }

    /** The state of an open log. */
    public S openState() {
        return Objects.requireNonNull(state, "the log is not open");
    }

    View<S> after(Entry entry, Fold<S> fold, int bytes) {
        @Nullable
        S next = switch (entry.kind()) {
            case OPEN -> fold.open(entry);
            case CHANGE, CONFIGURE -> fold.apply(openState(), entry);
            case CLOSE -> null;
        };
        return after(entry, next, bytes);
    }

    View<S> after(Entry entry, @Nullable S next, int bytes) {
        boolean opens = entry.kind() == Kind.OPEN;
        Lifetime declared = entry.lifetime();
        return new View<>(
                entry.seq(),
                opens ? entry.seq() : life,
                opens && declared != null ? declared : lifetime,
                opens ? entry.at() : opened,
                entry.at(),
                next,
                Trail.of(entry, trail),
                control,
                snapshot,
                sinceSnapshot + bytes,
                opens ? entry.payload().length : stateBytes,
                readAt);
    }

    View<S> with(Control newControl) {
        return new View<>(
                head,
                life,
                lifetime,
                opened,
                newest,
                state,
                trail,
                newControl,
                snapshot,
                sinceSnapshot,
                stateBytes,
                readAt);
    }

    View<S> readAt(Instant now) {
        return new View<>(
                head, life, lifetime, opened, newest, state, trail, control, snapshot, sinceSnapshot, stateBytes, now);
    }

    View<S> withSnapshot(long seq, long bytes, Control newControl) {
        return new View<>(head, life, lifetime, opened, newest, state, trail, newControl, seq, 0, bytes, readAt);
    }

    View<S> withStateBytes(long bytes) {
        return new View<>(
                head, life, lifetime, opened, newest, state, trail, control, snapshot, sinceSnapshot, bytes, readAt);
    }

    /** When the life ends unless it is renewed; {@link Instant#MAX} for never. */
    Instant deadline() {
        return lifetime.deadline(opened, newest, control.renewedUntil(life));
    }
}
