package dev.holdfast.spi;

import java.time.Instant;
import java.util.List;

/** Makes providers of one kind of board. Found by {@link java.util.ServiceLoader}; stateless and thread-safe. */
public interface BoardProviderFactory {

    /** What projects call this kind of board: lower-case letters, digits and hyphens, such as {@code planka}. */
    String name();

    /** The keys that {@link #create} reads, in the order in which a person should be asked for them. */
    List<ConfigKey<?>> configuration();

    /**
     * A provider that is not connected yet. Opens no connection and reads no file.
     *
     * @param config values that the keys of {@link #configuration} have accepted
     * @throws InvalidConfig when values that are valid by themselves do not go together
     */
    BoardProvider create(ProviderConfig config, ProviderContext context);

    /**
     * Whether a webhook's call came from who knows the secret, and is not older than the back end's calls may be. Never
     * throws. By default no call is: such a back end has no webhooks.
     */
    default boolean isAuthentic(HookCall call, Secret secret, Instant now) {
        return false;
    }
}
