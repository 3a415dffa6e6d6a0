package dev.holdfast.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The projects that this instance met last: a guess where to begin, never the truth about what stands. Thread-safe. */
final class Recent {
    private static final int MOST = 10_000;

    private final Set<UUID> met = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > MOST;
        }
    }));

    boolean holds(UUID cloudUuid) {
        return met.contains(cloudUuid);
    }

    void add(UUID cloudUuid) {
        met.add(cloudUuid);
    }
}
