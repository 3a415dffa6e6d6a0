package dev.holdfast.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.json.Merge.Merged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for any documents, tried on random ones. */
class MergeLawsTest {
    private static final int DOCUMENTS = Boolean.getBoolean("holdfast.long") ? 200_000 : 4_000;
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void a_side_without_changes_takes_those_of_the_other() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Versions it = Versions.random(seed, 3);
            assertEquals(
                    it.ours.toString(), merge(it.base, it.ours, it.base).state().toString(), "seed " + seed);
            assertEquals(
                    it.theirs.toString(),
                    merge(it.base, it.base, it.theirs).state().toString(),
                    "seed " + seed);
            assertEquals(
                    it.ours.toString(), merge(it.base, it.ours, it.ours).state().toString(), "seed " + seed);
        }
    }

    @Test
    void changes_that_do_not_conflict_commute() {
        int free = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Versions it = Versions.random(seed, 2);
            Merged one = merge(it.base, it.ours, it.theirs);
            Merged other = merge(it.base, it.theirs, it.ours);
            assertEquals(one.conflicts().isEmpty(), other.conflicts().isEmpty(), "seed " + seed);
            if (one.conflicts().isEmpty()) {
                assertTrue(JsonEquality.CANONICAL.equal(one.state(), other.state()), "seed " + seed);
                free++;
            }
        }
        assertTrue(free > DOCUMENTS / 12, "free of conflicts " + free);
    }

    @ParameterizedTest
    @EnumSource(MergePolicy.class)
    void merging_again_changes_nothing(MergePolicy policy) {
        MergeRules rules = new MergeRules(List.of(new MergeRules.PolicyAt(PathPattern.parse(""), policy)), List.of());
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Versions it = Versions.random(seed, 3);
            List<Incoming> incoming = List.of(new Incoming(it.base, it.theirs, NOON.plusSeconds(seed % 3 - 1)));
            Merged once = Merge.merge(it.ours, NOON, incoming, rules);
            if (!once.failed()) {
                Merged twice = Merge.merge(once.state(), NOON, incoming, rules);
                assertEquals(once.state().toString(), twice.state().toString(), "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MergePolicy.class)
    void the_order_of_the_list_does_not_matter(MergePolicy policy) {
        MergeRules rules = new MergeRules(List.of(new MergeRules.PolicyAt(PathPattern.parse(""), policy)), List.of());
        for (int seed = 0; seed < DOCUMENTS / 4; seed++) {
            Versions it = Versions.random(seed, 2);
            var edits = new RandomEdits(new SplittableRandom(-seed));
            List<Incoming> incoming = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                incoming.add(new Incoming(it.base, edits.edited(it.base, 1), NOON.plusSeconds(i / 2)));
            }
            Merged merged = Merge.merge(it.ours, NOON, incoming, rules);
            Collections.shuffle(incoming, new Random(seed));
            Merged shuffled = Merge.merge(it.ours, NOON, incoming, rules);
            assertEquals(merged.state().toString(), shuffled.state().toString(), "seed " + seed);
            assertEquals(merged.conflicts().size(), shuffled.conflicts().size(), "seed " + seed);
        }
    }

    @Test
    void what_is_proven_to_commute_merges_as_both_patches_would() {
        int proven = 0;
        int ambiguous = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            Versions it = Versions.random(seed, 1);
            Patch ours = Diff.between(it.base, it.ours);
            Patch theirs = Diff.between(it.base, it.theirs);
            if (!ours.isEmpty() && !theirs.isEmpty() && Commutation.proven(theirs, List.of(ours))) {
                Merged merged = merge(it.base, it.ours, it.theirs);
                proven++;
                if (merged.failed()) {
                    // Repeated items do not tell which of them was changed; patches name an index.
                    ambiguous++;
                } else {
                    assertTrue(JsonEquality.CANONICAL.equal(theirs.apply(it.ours), merged.state()), "seed " + seed);
                }
            }
        }
        assertTrue(proven > DOCUMENTS / 20, "proven " + proven);
        assertTrue(ambiguous < proven / 20, "ambiguous " + ambiguous + " of " + proven);
    }

    @Test
    void sequences_of_repeated_items_keep_the_laws() {
        MergeRules incoming = new MergeRules(
                List.of(new MergeRules.PolicyAt(PathPattern.parse(""), MergePolicy.INCOMING)), List.of());
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            var random = new SplittableRandom(seed);
            ArrayNode base = items(random);
            ArrayNode ours = changed(base, random);
            ArrayNode theirs = changed(base, random);
            Merged free = merge(base, ours, theirs);
            Merged swapped = merge(base, theirs, ours);
            assertEquals(free.conflicts().isEmpty(), swapped.conflicts().isEmpty(), "seed " + seed);
            if (free.conflicts().isEmpty()) {
                assertEquals(free.state(), swapped.state(), "seed " + seed);
                assertEquals(free.state(), merge(base, free.state(), theirs).state(), "seed " + seed);
                assertEquals(free.state(), merge(base, free.state(), ours).state(), "seed " + seed);
            }
            List<Incoming> change = List.of(new Incoming(base, theirs, NOON));
            JsonNode decided = Merge.merge(ours, NOON, change, incoming).state();
            assertEquals(decided, Merge.merge(decided, NOON, change, incoming).state(), "seed " + seed);
        }
    }

    private static ArrayNode items(SplittableRandom random) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(8); i > 0; i--) {
            items.add(random.nextInt(3));
        }
        return items;
    }

    private static ArrayNode changed(ArrayNode base, SplittableRandom random) {
        ArrayNode items = base.deepCopy();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(items.size() + 1);
            if (random.nextBoolean()) {
                items.insert(at, random.nextInt(4));
            } else {
                items.remove(at);
            }
        }
        return items;
    }

    private static Merged merge(JsonNode base, JsonNode current, JsonNode incoming) {
        return Merge.merge(current, NOON, List.of(new Incoming(base, incoming, NOON)), MergeRules.DEFAULT);
    }

    private record Versions(JsonNode base, JsonNode ours, JsonNode theirs) {
        static Versions random(int seed, int edits) {
            var random = new SplittableRandom(seed);
            JsonNode base = new RandomJson(random).value(5);
            var changes = new RandomEdits(random);
            return new Versions(base, changes.edited(base, edits), changes.edited(base, edits));
        }
    }
}
