package dev.holdfast.log;

/**
 * What entries mean: the state they add up to. States are immutable. Implementations are pure and thread-safe.
 *
 * @param <S> the state of an open log
 */
public interface Fold<S> {
    /** The state a life begins with. */
    S open(Entry open);

    /** The state after a change or a configuration. */
    S apply(S before, Entry entry);

    /** The whole state, for a snapshot. */
    byte[] write(S state);

    /** Reads what {@link #write} wrote. */
    S read(byte[] snapshot);

    /** At least 128 bits over a canonical form of the state. */
    byte[] digest(S state);
}
