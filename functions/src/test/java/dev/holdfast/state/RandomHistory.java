package dev.holdfast.state;

import static dev.holdfast.state.TestStates.ABSENT;
import static dev.holdfast.state.TestStates.ANY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.json.MergeRules;
import dev.holdfast.problem.Reason;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A store's random life, by two instances in turn, and a follower who joins at random moments. */
final class RandomHistory {
    private static final int MOST_STEPS = 10;
    private static final MergeRules INCOMING = MergingTest.rules("{'policies': [{'path': '', 'policy': 'incoming'}]}");

    private final TestStates[] instances;
    private final SettableClock clock;
    private final Random random;
    private final String store;
    private final Documents documents;
    /** What the store held after each seq of this life, as text. */
    private final Map<Long, String> held = new TreeMap<>();

    private long head;
    private int version = 1;
    private long followed;
    private @Nullable Document follower;

    RandomHistory(TestStates one, TestStates two, SettableClock clock, long seed) {
        this.instances = new TestStates[] {one, two};
        this.clock = clock;
        this.random = new Random(seed);
        this.store = "s" + seed;
        this.documents = new Documents(random);
    }

    void run() {
        create();
        int steps = 3 + random.nextInt(MOST_STEPS - 2);
        for (int i = 0; i < steps; i++) {
            step();
            if (random.nextInt(3) == 0) {
                follow();
            }
        }
        if (held.isEmpty()) {
            create();
        }
        check();
    }

    private TestStates any() {
        return instances[random.nextInt(instances.length)];
    }

    private void create() {
        wrote(any().save(store, documents.random(), head == 0 ? ANY : ABSENT));
    }

    private void step() {
        if (held.isEmpty()) {
            create();
            return;
        }
        String data = String.valueOf(held.get(head)).replace('"', '\'');
        TestStates by = any();
        Precondition base = random.nextBoolean() ? ANY : TestStates.at(head);
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> wrote(by.save(store, documents.changed(data), base));
            case 3, 4 -> wrote(by.patch(store, documents.patch(data), base));
            case 5, 6 -> wrote(by.mergePatch(store, documents.mergePatch(), base));
            case 7 ->
                wrote(by.merge(store, INCOMING, false, MergingTest.merging(earlier(), "{'merged': " + head + "}"))
                        .written());
            case 8 -> wrote(by.rollback(store, earlier(), base));
            case 9 -> configure(by, base);
            case 10 -> by.sweep();
            default -> {
                head = by.delete(store, base).seq();
                held.clear();
            }
        }
        clock.advance(Duration.ofMillis(random.nextInt(500)));
    }

    private void configure(TestStates by, Precondition base) {
        version += random.nextInt(2);
        String lifetime = random.nextInt(3) == 0 ? "'mode': 'transient', 'idle_secs': 86400, " : "";
        String steps = IntStream.range(1, version)
                .mapToObj(from -> "{'from': '%d.0.0', 'to': '%d.0.0', 'merge_patch': {'migrated': %d}}"
                        .formatted(from, from + 1, from))
                .collect(Collectors.joining(", "));
        String config = "{%s'schema_version': '%d.0.0', 'migrations': [%s]}".formatted(lifetime, version, steps);
        wrote(by.configure(store, config, base));
    }

    private long earlier() {
        List<Long> seqs = List.copyOf(held.keySet());
        return seqs.get(random.nextInt(seqs.size()));
    }

    private void wrote(Written written) {
        assertTrue(written.seq() >= head && written.changed() == written.seq() > head);
        if (written.seq() > head + 1 || written.created()) {
            held.clear();
        }
        head = written.seq();
        Load.Loaded loaded = any().load(store);
        assertEquals(head, loaded.seq());
        held.put(head, loaded.document().data().toString());
        if (written.created()) {
            version = loaded.document().version().major();
        }
    }

    /** Goes on from what the follower has, or from nothing when it joins. */
    private void follow() {
        if (random.nextInt(4) == 0) {
            followed = 0;
        }
        StoreName name = new StoreName(store);
        TestStates by = any();
        Follow.Greeting greeting = by.states.follow().hello(by.call(), by.project, Map.of(name, followed));
        if (held.isEmpty()) {
            assertEquals(Reason.STORE_EXPIRED, greeting.gone().get(name));
            return;
        }
        greeting.messages().forEach(this::receive);
        assertEquals(head, followed);
        assertEquals(held.get(head), String.valueOf(follower == null ? null : follower.data()));
    }

    private void receive(Message message) {
        follower = applied(follower, followed, message);
        followed = message.seq();
    }

    private static Document applied(@Nullable Document before, long seq, Message message) {
        return switch (message) {
            case Message.Snapshot(var _, long _, Document document) -> document;
            case Message.Patched(var _, long next, var patch, var metadata, var _, var _) -> {
                assertEquals(seq + 1, next);
                Document from = Objects.requireNonNull(before);
                Document patched = from.with(patch.apply(from.data()));
                yield metadata == null ? patched : patched.with(metadata);
            }
        };
    }

    private void check() {
        follow();
        held.forEach((since, data) -> {
            Document document = Document.of(TestStates.json(data.replace('"', '\'')), SchemaVersion.FIRST);
            long at = since;
            for (Message message : any().changes(store, since).messages()) {
                document = applied(document, at, message);
                at = message.seq();
            }
            assertEquals(head, at);
            assertEquals(held.get(head), document.data().toString(), "changes since " + since);
        });
        TestStates cold = instances[0].other(clock);
        assertEquals(text(instances[0].load(store)), text(cold.load(store)));
        long past = earlier();
        assertEquals(text(instances[1].load(store, past)), text(cold.load(store, past)));
        assertEquals(held.get(past), cold.load(store, past).document().data().toString());
    }

    private static String text(Load.Loaded loaded) {
        return loaded.seq() + " " + loaded.document() + " " + loaded.stored() + " " + loaded.at();
    }
}
