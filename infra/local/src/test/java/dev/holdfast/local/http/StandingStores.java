package dev.holdfast.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.testkit.history.Kind;
import dev.holdfast.testkit.history.Standing;
import dev.holdfast.testkit.history.StandingLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What stands in stores: entries as their history tells them, states by what each operation must have made of them. */
final class StandingStores {
    private final Client client;
    private final StoreCalls stores;
    private final Recorder recorder;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Long> opened = new HashMap<>();

    StandingStores(Client client, StoreCalls stores, Recorder recorder) {
        this.client = client;
        this.stores = stores;
        this.recorder = recorder;
    }

    /** Entries that no operation, or not the one that is named, can have written there. */
    List<String> violations() {
        return violations;
    }

    /** @param store one that stands: history is told of no other */
    StandingLog log(String store) {
        List<Standing> entries = new ArrayList<>();
        NavigableMap<Long, Marked> life = new TreeMap<>();
        for (JsonNode entry : history(store)) {
            entries.add(standing(store, entry, life));
        }
        opened.put(store, life.firstKey());
        return new StandingLog(store, 0, entries);
    }

    /** The seq at which a store's newest life began. */
    long opened(String store) {
        return opened.get(store);
    }

    private Standing standing(String store, JsonNode entry, Map<Long, Marked> life) {
        long seq = entry.path("seq").longValue();
        String operation = entry.path("updated_by").asText();
        Kind kind = Kind.valueOf(entry.path("kind").asText().toUpperCase(Locale.ROOT));
        Intent intent = recorder.intent(operation);
        Marked after = null;
        if (kind == Kind.OPEN) {
            life.clear();
        }
        if (intent == null || !intent.store().equals(store)) {
            violations.add(store + ": " + entry + " was not asked for");
        } else {
            after = after(intent, seq, life);
        }
        if (kind != Kind.CLOSE && after != null) {
            life.put(seq, after);
        }
        return new Standing(
                seq,
                kind,
                operation,
                intent == null ? "" : intent.call().method(),
                kind == Kind.CLOSE || after == null ? null : after.toString(),
                Instant.parse(entry.path("updated_at").asText()),
                Standing.Lifetime.FOREVER,
                false);
    }

    private Marked after(Intent intent, long seq, Map<Long, Marked> life) {
        try {
            return intent.effect().at(new Intent.Place(seq, life.get(seq - 1), past -> {
                Intent.require(life.containsKey(past), past + " is of another life");
                return life.get(past);
            }));
        } catch (IllegalStateException impossible) {
            violations.add(intent.store() + ": " + intent + " stands at " + seq + ", but " + impossible.getMessage());
            return null;
        }
    }

    private List<JsonNode> history(String store) {
        List<JsonNode> entries = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 100; page++) {
            JsonNode answer = client.send(Call.get(stores.history(store, "").target() + cursor))
                    .expect(200)
                    .json();
            answer.path("items").forEach(entries::add);
            if (answer.path("next_cursor").isNull()) {
                entries.sort(Comparator.comparingLong(entry -> entry.path("seq").longValue()));
                return entries;
            }
            cursor = "cursor=" + answer.path("next_cursor").textValue();
        }
        throw new AssertionError("History has no end");
    }
}
