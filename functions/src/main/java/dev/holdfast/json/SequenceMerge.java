package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Merges arrays whose items have places (diff3): between items that all three versions have, one side's changes are
 * taken, or both are equal, or items are merged one by one if none came or went, or the run is a conflict.
 */
final class SequenceMerge {
    private final ThreeWay values;
    private final Place place;
    private final ArrayNode merged = JsonNodeFactory.instance.arrayNode();

    SequenceMerge(ThreeWay values, Place place) {
        this.values = values;
        this.place = place;
    }

    @Nullable
    JsonNode merge(ArrayNode base, ArrayNode current, ArrayNode incoming) {
        if (!values.checking()) {
            return runs(base, current, incoming);
        }
        ConflictJudge judge = values.judge();
        ConflictJudge own = judge.another();
        JsonNode result =
                new SequenceMerge(new ThreeWay(values.rules(), own, true), place).runs(base, current, incoming);
        if (own.undecided()
                || isStable(base, current, incoming, result, own.conflicts().isEmpty())) {
            judge.conflicts().addAll(own.conflicts());
            return result;
        }
        return values.whole(place, base, current, incoming);
    }

    /**
     * Whether merging again changes nothing. Repeated items can be aligned in several ways, and then a change may be
     * taken for another one and be made twice.
     */
    private boolean isStable(
            ArrayNode base, ArrayNode current, ArrayNode incoming, JsonNode result, boolean conflictFree) {
        return isStable(base, result, incoming, conflictFree)
                && (!conflictFree || isStable(base, result, current, true));
    }

    private boolean isStable(ArrayNode base, JsonNode result, ArrayNode again, boolean conflictFree) {
        ConflictJudge judge = values.judge().another();
        JsonNode repeated = new ThreeWay(values.rules(), judge, false).value(place, base, result, again);
        return repeated != null
                && JsonEquality.TEXT.equal(repeated, result)
                && !judge.undecided()
                && (!conflictFree || judge.conflicts().isEmpty());
    }

    private ArrayNode runs(ArrayNode base, ArrayNode current, ArrayNode incoming) {
        int[] inCurrent = Alignment.of(base, current);
        int[] inIncoming = Alignment.of(base, incoming);
        Run b = new Run(base);
        Run c = new Run(current);
        Run i = new Run(incoming);
        while (b.start < base.size() || c.start < current.size() || i.start < incoming.size()) {
            int next = b.start;
            while (next < base.size() && (inCurrent[next] == Alignment.NONE || inIncoming[next] == Alignment.NONE)) {
                next++;
            }
            boolean last = next == base.size();
            b.end = next;
            c.end = last ? current.size() : inCurrent[next];
            i.end = last ? incoming.size() : inIncoming[next];
            run(b, c, i);
            if (!last) {
                merged.add(current.get(c.end));
            }
            b.start = b.end + 1;
            c.start = c.end + 1;
            i.start = i.end + 1;
        }
        return merged;
    }

    private void run(Run base, Run current, Run incoming) {
        if (current.same(incoming) || base.same(incoming)) {
            current.addTo(merged);
        } else if (base.same(current)) {
            incoming.addTo(merged);
        } else if (base.length() == current.length() && base.length() == incoming.length()) {
            for (int k = 0; k < base.length(); k++) {
                int index = current.start + k;
                @Nullable
                JsonNode item = values.value(place.child(index), base.get(k), current.get(k), incoming.get(k));
                merged.add(item);
            }
        } else {
            Conflict.Winner winner = values.judge()
                    .winner(place.child(current.start), base.items(), current.items(), incoming.items(), true);
            (winner == Conflict.Winner.INCOMING ? incoming : current).addTo(merged);
        }
    }

    /** Items of one version from {@code start} up to {@code end}. */
    private static final class Run {
        private final ArrayNode all;
        private int start;
        private int end;

        Run(ArrayNode all) {
            this.all = all;
        }

        int length() {
            return end - start;
        }

        JsonNode get(int offset) {
            return all.get(start + offset);
        }

        boolean same(Run other) {
            if (length() != other.length()) {
                return false;
            }
            for (int k = 0; k < length(); k++) {
                if (!JsonEquality.TEXT.equal(get(k), other.get(k))) {
                    return false;
                }
            }
            return true;
        }

        void addTo(ArrayNode target) {
            for (int k = start; k < end; k++) {
                target.add(all.get(k));
            }
        }

        ArrayNode items() {
            ArrayNode items = JsonNodeFactory.instance.arrayNode(length());
            addTo(items);
            return items;
        }
    }
}
