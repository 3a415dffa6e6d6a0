package dev.holdfast.activity;

import dev.holdfast.security.Call;

/** Which events somebody waits to be told of. */
@FunctionalInterface
public interface Waking {
    /** Where nobody does. */
    Waking NEVER = (_, _, _) -> false;

    /** Whether an event of {@code type} is to wake triggers. */
    boolean wakes(Call call, ProjectRef owner, String type);
}
