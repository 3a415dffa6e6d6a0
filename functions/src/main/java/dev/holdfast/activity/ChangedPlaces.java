package dev.holdfast.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.holdfast.json.JsonEquality;
import dev.holdfast.json.Operation;
import dev.holdfast.json.Patch;
import dev.holdfast.json.Pointer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where two documents differ at or below a place, found from the patch between them: what differs was written by one of
 * its operations, or is an item that moved when another was put in or taken out. Used once, by one thread.
 */
final class ChangedPlaces {
    private final Pointer base;
    private final boolean below;
    private final JsonNode before;
    private final JsonNode after;
    /** What was compared before is not compared again: a patch may write one large value a thousand times. */
    private final Set<Pointer> unchanged = new HashSet<>();

    private final Set<Pointer> listed = new HashSet<>();
    private final Set<Pointer> changed = new LinkedHashSet<>();

    /** @param below whether places below the base are told apart, or taken for the base */
    ChangedPlaces(Pointer base, boolean below, JsonNode before, JsonNode after) {
        this.base = base;
        this.below = below;
        this.before = before;
        this.after = after;
    }

    boolean any(Patch patch) {
        return anyWritten(patch, path -> {
            Pointer place = shown(holder(path));
            return place != null && differs(place);
        });
    }

    /** None of them above another. */
    List<Pointer> all(Patch patch) {
        anyWritten(patch, path -> {
            note(path);
            return false;
        });
        return changed.stream()
                .sorted(Comparator.comparingInt(Pointer::size))
                .filter(this::isUncovered)
                .toList();
    }

    private static boolean anyWritten(Patch patch, Predicate<Pointer> condition) {
        for (Operation operation : patch.operations()) {
            boolean met = switch (operation) {
                case Operation.Test _ -> false;
                case Operation.Move move -> condition.test(move.from()) || condition.test(move.path());
                default -> condition.test(operation.path());
            };
            if (met) {
                return true;
            }
        }
        return false;
    }

    /** What a written path may change: a whole array, if its last token may name an item. */
    private static Pointer holder(Pointer path) {
        return path.mayNameItem() ? path.first(path.size() - 1) : path;
    }

    /** Where it shows at or below the base that a place was written; null if nowhere. */
    private @Nullable Pointer shown(Pointer written) {
        if (written.isPrefixOf(base)) {
            return base;
        }
        return base.isPrefixOf(written) ? (below ? written : base) : null;
    }

    private void note(Pointer path) {
        Pointer holder = holder(path);
        if (shown(holder) == null) {
            return;
        }
        JsonNode old = find(holder, before);
        JsonNode now = find(holder, after);
        boolean mayBeItem = holder.size() < path.size();
        if (mayBeItem && old instanceof ArrayNode items && now instanceof ArrayNode others && reaches(holder)) {
            noteItems(holder, items, others);
            return;
        }
        boolean item = mayBeItem && (old instanceof ArrayNode || now instanceof ArrayNode);
        Pointer place = shown(item ? holder : path);
        if (place != null && !changed.contains(place) && differs(place)) {
            changed.add(place);
        }
    }

    /** Whether the items of an array are told apart. */
    private boolean reaches(Pointer array) {
        return below && base.isPrefixOf(array);
    }

    private void noteItems(Pointer array, ArrayNode old, ArrayNode now) {
        if (!listed.add(array)) {
            return;
        }
        int found = 0;
        for (int i = 0; i < Math.max(old.size(), now.size()) && found <= TriggerPath.MOST_LOCATIONS; i++) {
            if (differ(old.get(i), now.get(i))) {
                changed.add(array.child(Integer.toString(i)));
                found++;
            }
        }
    }

    private boolean isUncovered(Pointer place) {
        for (int size = base.size(); size < place.size(); size++) {
            if (changed.contains(place.first(size))) {
                return false;
            }
        }
        return true;
    }

    private boolean differs(Pointer place) {
        if (unchanged.contains(place)) {
            return false;
        }
        boolean differs = differ(find(place, before), find(place, after));
        if (!differs) {
            unchanged.add(place);
        }
        return differs;
    }

    private static boolean differ(@Nullable JsonNode old, @Nullable JsonNode now) {
        if (old == null || now == null) {
            return (old == null) != (now == null);
        }
        return !JsonEquality.CANONICAL.equal(old, now);
    }

    private static @Nullable JsonNode find(Pointer place, JsonNode document) {
        return document.isMissingNode() ? null : place.find(document).orElse(null);
    }
}
