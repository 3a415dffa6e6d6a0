package dev.holdfast.project;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a walk from a project up its parents met. */
sealed interface Ancestry {
    /** How long a chain of parents may be. */
    int MOST_GENERATIONS = 32;

    record Sound() implements Ancestry {}

    /** @param members every project of the circle but the one walked from */
    record Circle(List<UUID> members) implements Ancestry {}

    record TooDeep() implements Ancestry {}

    /** Walks from {@code child} over {@code parent} upwards, linked or not; one strong read for each further ancestor. */
    static Ancestry of(UUID child, Project parent, ProjectStore store, Call call) {
        List<UUID> met = new ArrayList<>();
        Project ancestor = parent;
        while (met.size() < MOST_GENERATIONS) {
            met.add(ancestor.cloudUuid());
            UUID next = ancestor.listing().parent();
            if (next == null || met.contains(next)) {
                return new Sound();
            }
            if (next.equals(child)) {
                return new Circle(met);
            }
            Optional<Project> above = store.project(call, next);
            if (above.isEmpty()) {
                return new Sound();
            }
            ancestor = above.get();
        }
        return new TooDeep();
    }

    static Refusal cycle() {
        return new Refusal(
                Reason.PARENT_CYCLE,
                "The parent is this project itself or one of its descendants. Name another parent.");
    }

    static Refusal tooDeep() {
        return new Refusal(
                Reason.PARENTS_TOO_DEEP,
                "Name a parent nearer to the root.",
                Map.of("most_generations", MOST_GENERATIONS));
    }
}
