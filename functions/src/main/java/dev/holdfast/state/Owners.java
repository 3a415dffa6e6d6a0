package dev.holdfast.state;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Resolve;
import dev.holdfast.security.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which registration of a project its stores belong to. What this instance met before is taken to hold until a store is
 * not found: the logs of a deleted project are closed. Thread-safe.
 */
final class Owners {
    private static final int MOST_KNOWN = 1_000;

    private final Resolve resolve;
    private final Map<Owner, String> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Owner, String> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private record Owner(String tenant, UUID project) {}

    Owners(Resolve resolve) {
        this.resolve = resolve;
    }

    /**
     * Runs {@code work} for the project as it is known here, and again if it finds no store while the project has been
     * registered anew.
     *
     * @throws Refusal {@link Reason#PROJECT_NOT_FOUND}, or the work's own
     */
    <T> T within(Call call, UUID project, Function<String, T> work) {
        Owner owner = new Owner(call.tenant(), project);
        String incarnation = known(owner);
        if (incarnation == null) {
            return work.apply(current(call, project));
        }
        try {
            return work.apply(incarnation);
        } catch (Refusal refusal) {
            boolean gone = refusal.reason() == Reason.STORE_NOT_FOUND || refusal.reason() == Reason.STORE_EXPIRED;
            String standing = gone ? current(call, project) : incarnation;
            if (standing.equals(incarnation)) {
                throw refusal;
            }
            return work.apply(standing);
        }
    }

    /** The incarnation as it stands now. */
    String current(Call call, UUID project) {
        Owner owner = new Owner(call.tenant(), project);
        try {
            String incarnation = resolve.byCloudUuid(call, project).incarnation();
            know(owner, incarnation);
            return incarnation;
        } catch (Refusal refusal) {
            if (refusal.reason() == Reason.PROJECT_NOT_FOUND) {
                forget(owner);
            }
            throw refusal;
        }
    }

    private synchronized @Nullable String known(Owner owner) {
        return known.get(owner);
    }

    private synchronized void know(Owner owner, String incarnation) {
        known.put(owner, incarnation);
    }

    private synchronized void forget(Owner owner) {
        known.remove(owner);
    }
}
