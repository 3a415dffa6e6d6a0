package dev.holdfast.local.http;

import static dev.holdfast.local.http.StoreCalls.etag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.testkit.history.Event;
import dev.holdfast.testkit.history.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One caller of stores under chaos, who keeps what it is told. Not thread-safe. */
final class ChaosCaller {
    private static final Revision NOTHING = new Revision(0, MissingNode.getInstance());

    private final StoreCalls stores;
    private final List<String> names;
    private final Recorder recorder;
    private final Random random;
    private final Intents intents;
    private final Map<String, Revision> known = new HashMap<>();
    private int intrusions;

    ChaosCaller(StoreCalls stores, List<String> names, Recorder recorder, long seed) {
        this.stores = stores;
        this.names = names;
        this.recorder = recorder;
        this.random = new Random(seed);
        this.intents = new Intents(stores, random);
    }

    /** One operation of any kind on any store. */
    void act(String operation) {
        String store = names.get(random.nextInt(names.size()));
        Revision revision = known.getOrDefault(store, NOTHING);
        int draw = random.nextInt(100);
        if (revision.seq() == 0 && draw < 50) {
            create(operation, store);
        } else if (draw < 6) {
            hello(names);
        } else if (draw < 12) {
            changes(store, revision);
        } else if (draw < 16 && revision.seq() > 0) {
            past(store, revision.seq());
        } else if (draw < 28 || revision.seq() == 0) {
            load(store, revision);
        } else {
            change(intents.draw(operation, store, revision));
        }
    }

    void create(String operation, String store) {
        change(intents.create(operation, store));
    }

    private void change(Intent intent) {
        Answer answer = recorder.change(intent, () -> intrude(intent));
        if (answer.status() == 409 && answer.json().has("snapshot")) {
            Revision told = NOTHING.after(answer.json().path("snapshot"));
            known.put(intent.store(), told);
        } else if (answer.status() == 404) {
            known.remove(intent.store());
        }
    }

    /** What would make a repetition be refused that did not find itself. */
    private void intrude(Intent intent) {
        String other = intent.operation() + "-" + ++intrusions;
        Runnable quietly = () -> {};
        switch (random.nextInt(4)) {
            case 0 -> recorder.change(intents.delete(other, intent.store(), 0), quietly);
            case 1 -> {
                recorder.change(intents.delete(other, intent.store(), 0), quietly);
                recorder.change(intents.create(other + "-anew", intent.store()), quietly);
            }
            case 2 -> recorder.change(intents.mark(other, intent.store(), 0), quietly);
            default -> {}
        }
    }

    private void load(String store, Revision revision) {
        Call call = stores.load(store);
        boolean conditional = revision.seq() > 0 && random.nextBoolean();
        recorder.read(conditional ? call.with("If-None-Match", etag(revision.seq())) : call, (span, answer) -> {
            switch (answer.status()) {
                case 200 ->
                    look(store, span, new Revision(seq(answer), answer.json().path("data")));
                case 304 -> look(store, span, revision);
                case 404 -> gone(store, span, answer);
                default -> throw new AssertionError(answer);
            }
        });
    }

    private void past(String store, long seq) {
        recorder.read(stores.load(store, seq), (span, answer) -> {
            switch (answer.status()) {
                case 200 ->
                    pastLook(
                            store, span, new Revision(seq(answer), answer.json().path("data")));
                case 404 -> gone(store, span, answer);
                case 410 -> {}
                default -> throw new AssertionError(answer);
            }
        });
    }

    /** Follows one page of changes. */
    private void changes(String store, Revision revision) {
        recorder.read(stores.changes(store, "since=" + revision.seq()), (span, answer) -> {
            switch (answer.status()) {
                case 200 -> {
                    Revision told = revision;
                    for (JsonNode message : answer.json().path("items")) {
                        told = told.after(message);
                        pastLook(store, span, told);
                    }
                    known.put(store, told);
                }
                case 404 -> gone(store, span, answer);
                default -> throw new AssertionError(answer);
            }
        });
    }

    /** Reads every state of a store that stands, from this one to the newest. */
    void followFrom(long seq, String store) {
        past(store, seq);
        for (int page = 0; page < 100; page++) {
            Revision before = known.getOrDefault(store, NOTHING);
            changes(store, before);
            if (known.getOrDefault(store, NOTHING).seq() == before.seq()) {
                return;
            }
        }
        throw new AssertionError("Changes have no end");
    }

    private void hello(List<String> greeted) {
        StringBuilder seqs = new StringBuilder();
        for (String store : greeted) {
            seqs.append(seqs.isEmpty() ? "{" : ",").append('"').append(store).append("\":");
            seqs.append(known.getOrDefault(store, NOTHING).seq());
        }
        recorder.read(stores.hello(seqs.append('}').toString()), (span, answer) -> {
            JsonNode greeting = answer.expect(200).json();
            Map<String, Revision> told = new HashMap<>(known);
            for (JsonNode message : greeting.path("messages")) {
                String store = message.path("store").asText();
                told.put(store, told.getOrDefault(store, NOTHING).after(message));
                pastLook(store, span, told.get(store));
            }
            greeting.path("stores").properties().forEach(store -> {
                Revision newest = told.getOrDefault(store.getKey(), NOTHING);
                if (newest.seq() != store.getValue().longValue()) {
                    throw new AssertionError("The messages lead to " + newest.seq() + ": " + greeting);
                }
                look(store.getKey(), span, newest);
            });
        });
    }

    private void look(String store, Span span, Revision told) {
        known.put(store, told);
        recorder.add(new Event.Look(store, span, told.seq(), told.state(), true));
    }

    private void pastLook(String store, Span span, Revision told) {
        recorder.add(new Event.PastLook(store, span, told.seq(), told.state()));
    }

    private void gone(String store, Span span, Answer answer) {
        long seq =
                answer.expect(404, "STORE_EXPIRED").json().path("current_seq").longValue();
        known.remove(store);
        recorder.add(new Event.Look(store, span, seq, null, false));
    }

    private static long seq(Answer answer) {
        return answer.json().path("seq").longValue();
    }
}
