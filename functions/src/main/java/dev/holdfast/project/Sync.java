package dev.holdfast.project;

import dev.holdfast.problem.Defects;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.table.Parallel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Registers many projects at once. Parents of the same batch go before their children, whatever their order; equal
 * items are one registration; a failing item fails alone.
 */
public final class Sync {
    /** How many projects one batch may hold. */
    public static final int MOST_PROJECTS = 100;

    private final Register register;

    Sync(Register register) {
        this.register = register;
    }

    /** One item of a batch: a registration, or why it could not be read. */
    public sealed interface Entry {
        record Valid(Registration registration) implements Entry {}

        /** @param localUuid the local UUID as it was sent, if it was; null otherwise */
        record Invalid(@Nullable String localUuid, Refusal refusal) implements Entry {}
    }

    /** What became of one item. */
    public sealed interface Result {
        record Done(Registered registered) implements Result {}

        /** @param localUuid as it was sent; null when the item named none */
        record Failed(@Nullable String localUuid, Refusal refusal) implements Result {}
    }

    /** One result for every entry, in order. */
    public List<Result> apply(Call call, List<Entry> entries) {
        Map<UUID, List<Integer>> byProject = new LinkedHashMap<>();
        Result[] results = new Result[entries.size()];
        for (int i = 0; i < results.length; i++) {
            switch (entries.get(i)) {
                case Entry.Valid(Registration wanted) ->
                    byProject
                            .computeIfAbsent(wanted.localUuid(), _ -> new ArrayList<>())
                            .add(i);
                case Entry.Invalid(var localUuid, Refusal refusal) ->
                    results[i] = new Result.Failed(localUuid, refusal);
            }
        }
        for (List<UUID> generation : generations(call.tenant(), entries, byProject)) {
            Parallel.map(generation, project -> {
                registerAll(call, entries, byProject.getOrDefault(project, List.of()), results);
                return project;
            });
        }
        return List.of(results);
    }

    /** One project's items, one after the other; an item equal to an earlier one shares its result. */
    private void registerAll(Call call, List<Entry> entries, List<Integer> places, Result[] results) {
        Map<Registration, Result> known = new HashMap<>();
        for (int place : places) {
            if (entries.get(place) instanceof Entry.Valid(Registration wanted)) {
                String part = wanted.localUuid() + " " + known.size();
                results[place] = known.computeIfAbsent(
                        wanted,
                        _ -> registerOne(
                                call.with(call.operation()
                                        .part(part, wanted.toString().getBytes(StandardCharsets.UTF_8))),
                                wanted));
            }
        }
    }

    private Result registerOne(Call call, Registration wanted) {
        try {
            return new Result.Done(register.apply(call, wanted));
        } catch (Refusal refusal) {
            return new Result.Failed(wanted.localUuid().toString(), refusal);
        } catch (RuntimeException defect) {
            String reference = UUID.randomUUID().toString();
            Defects.log(reference, defect);
            return new Result.Failed(wanted.localUuid().toString(), Defects.refusal(reference));
        }
    }

    /** The projects of the batch, parents before children; those in a circle come last, together, to be refused. */
    private static List<List<UUID>> generations(
            String tenant, List<Entry> entries, Map<UUID, List<Integer>> byProject) {
        Map<UUID, UUID> localByCloud = new HashMap<>();
        byProject.keySet().forEach(local -> localByCloud.put(CloudUuid.derive(tenant, local), local));
        Set<UUID> waiting = new java.util.LinkedHashSet<>(byProject.keySet());
        List<List<UUID>> generations = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Set<UUID> still = new HashSet<>(waiting);
            List<UUID> ready = waiting.stream()
                    .filter(local -> parents(tenant, entries, byProject.getOrDefault(local, List.of()))
                            .map(localByCloud::get)
                            .noneMatch(still::contains))
                    .toList();
            List<UUID> next = ready.isEmpty() ? List.copyOf(waiting) : ready;
            generations.add(next);
            next.forEach(waiting::remove);
        }
        return generations;
    }

    private static java.util.stream.Stream<UUID> parents(String tenant, List<Entry> entries, List<Integer> places) {
        return places.stream()
                .map(entries::get)
                .map(entry -> entry instanceof Entry.Valid(Registration wanted) ? wanted.parent() : null)
                .filter(java.util.Objects::nonNull)
                .map(parent -> CloudUuid.of(tenant, parent));
    }
}
