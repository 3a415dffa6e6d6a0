package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merges one incoming version of a document into the current one; null stands for nothing. */
final class ThreeWay {
    private static final ArrayNode NO_ITEMS = JsonNodeFactory.instance.arrayNode();
    private static final ObjectNode NO_MEMBERS = JsonNodeFactory.instance.objectNode();

    private final MergeRules rules;
    private final ConflictJudge judge;
    private final boolean checking;

    /** @param checking whether merged sequences are merged again to see that nothing changes any more */
    ThreeWay(MergeRules rules, ConflictJudge judge, boolean checking) {
        this.rules = rules;
        this.judge = judge;
        this.checking = checking;
    }

    MergeRules rules() {
        return rules;
    }

    ConflictJudge judge() {
        return judge;
    }

    boolean checking() {
        return checking;
    }

    JsonNode merge(JsonNode base, JsonNode current, JsonNode incoming) {
        if (JsonEquality.TEXT.equal(base, incoming)) {
            return current;
        }
        if (JsonEquality.TEXT.equal(base, current)) {
            return incoming;
        }
        JsonNode merged = value(Place.root(), base, current, incoming);
        return merged == null ? current : merged;
    }

    @Nullable
    JsonNode value(Place place, @Nullable JsonNode base, @Nullable JsonNode current, @Nullable JsonNode incoming) {
        if (JsonEquality.shared(current, incoming) || JsonEquality.shared(base, incoming)) {
            return current;
        }
        if (JsonEquality.shared(base, current)) {
            return incoming;
        }
        if (current instanceof ObjectNode c && incoming instanceof ObjectNode i) {
            if (base == null || base instanceof ObjectNode) {
                return objects(place, base == null ? NO_MEMBERS : (ObjectNode) base, c, i);
            }
        }
        if (current instanceof ArrayNode c && incoming instanceof ArrayNode i) {
            if (base == null || base instanceof ArrayNode) {
                return arrays(place, base == null ? NO_ITEMS : (ArrayNode) base, c, i);
            }
        }
        return whole(place, base, current, incoming);
    }

    /** One value, without a look at what has changed inside. */
    @Nullable
    JsonNode whole(Place place, @Nullable JsonNode base, @Nullable JsonNode current, @Nullable JsonNode incoming) {
        if (same(current, incoming) || same(base, incoming)) {
            return current;
        }
        if (same(base, current)) {
            return incoming;
        }
        Conflict.Winner winner = judge.winner(place, base, current, incoming, false);
        return winner == Conflict.Winner.INCOMING ? incoming : current;
    }

    private ObjectNode objects(Place place, ObjectNode base, ObjectNode current, ObjectNode incoming) {
        @Nullable ObjectNode draft = null;
        for (Map.Entry<String, JsonNode> member : current.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            @Nullable JsonNode merged = member(place, name, base, value, incoming.get(name));
            if (!JsonEquality.shared(merged, value)) {
                draft = put(draft == null ? (ObjectNode) Drafts.copy(current) : draft, name, merged);
            }
        }
        for (Map.Entry<String, JsonNode> member : incoming.properties()) {
            String name = member.getKey();
            if (!current.has(name)) {
                @Nullable JsonNode merged = member(place, name, base, null, member.getValue());
                if (merged != null) {
                    draft = put(draft == null ? (ObjectNode) Drafts.copy(current) : draft, name, merged);
                }
            }
        }
        return draft == null ? current : draft;
    }

    private @Nullable JsonNode member(
            Place place, String name, ObjectNode base, @Nullable JsonNode current, @Nullable JsonNode incoming) {
        @Nullable JsonNode before = base.get(name);
        if (JsonEquality.shared(current, incoming) || JsonEquality.shared(before, incoming)) {
            return current;
        }
        return value(place.child(name), before, current, incoming);
    }

    private static ObjectNode put(ObjectNode draft, String name, @Nullable JsonNode value) {
        if (value == null) {
            draft.remove(name);
        } else {
            draft.set(name, value);
        }
        return draft;
    }

    private @Nullable JsonNode arrays(Place place, ArrayNode base, ArrayNode current, ArrayNode incoming) {
        if (JsonEquality.TEXT.equal(current, incoming) || JsonEquality.TEXT.equal(base, incoming)) {
            return current;
        }
        if (JsonEquality.TEXT.equal(base, current)) {
            return incoming;
        }
        return switch (rules.mode(place)) {
            case ArrayMode.Sequence _ -> new SequenceMerge(this, place).merge(base, current, incoming);
            case ArrayMode.Keyed keyed -> new KeyedMerge(this, place, keyed.member()).merge(base, current, incoming);
            case ArrayMode.Unordered _ -> SetMerge.merge(base, current, incoming);
            case ArrayMode.Atom _ -> whole(place, base, current, incoming);
        };
    }

    private static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
        if (a == null || b == null) {
            return JsonEquality.shared(a, b);
        }
        return JsonEquality.CANONICAL.equal(a, b);
    }
}
