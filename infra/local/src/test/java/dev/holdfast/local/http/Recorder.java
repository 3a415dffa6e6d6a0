package dev.holdfast.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.local.LocalTokens;
import dev.holdfast.testkit.history.Event;
import dev.holdfast.testkit.history.History;
import dev.holdfast.testkit.history.Outcome;
import dev.holdfast.testkit.history.Span;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** Calls until there is a lasting answer, each operation under a name of its own, and keeps every attempt. Thread-safe. */
final class Recorder {
    private static final int MOST_ATTEMPTS = 40;

    private final List<Client> clients;
    private final LocalTokens tokens;
    private final String tenant;
    private final History history = new History();
    private final Map<String, Intent> intents = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    Recorder(List<Client> clients, LocalTokens tokens, String tenant) {
        this.clients = clients;
        this.tokens = tokens;
        this.tenant = tenant;
    }

    /** What a read was told. */
    interface Reading {
        void told(Span span, Answer answer);
    }

    /**
     * The operation's id is also its caller's name, so that history tells which one wrote an entry.
     *
     * @param meanwhile what others do between an attempt without a lasting answer and the next
     */
    Answer change(Intent intent, Runnable meanwhile) {
        intents.put(intent.operation(), intent);
        Call call = intent.call().keyed(intent.operation()).as(tokens.ofSubject(tenant, intent.operation()));
        return send(
                call,
                meanwhile,
                (span, answer) -> add(new Event.Attempt(
                        intent.store(),
                        span,
                        intent.operation(),
                        intent.kind(),
                        intent.base() == 0 ? null : intent.base(),
                        intent.call().method(),
                        answer == null ? new Outcome.Unknown(true) : outcome(answer))));
    }

    void read(Call call, Reading reading) {
        send(call, () -> {}, (span, answer) -> {
            if (answer != null) {
                reading.told(span, answer);
            }
        });
    }

    void add(Event event) {
        history.add(event);
    }

    Collection<Event> events() {
        return history.events();
    }

    Intent intent(String operation) {
        return intents.get(operation);
    }

    Map<String, LongAdder> counts() {
        return counts;
    }

    private Answer send(Call call, Runnable meanwhile, Reading reading) {
        int start = ThreadLocalRandom.current().nextInt(clients.size());
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Client client = clients.get((start + attempt) % clients.size());
            History.Begun begun = history.begin(Clock.systemUTC());
            try {
                Answer answer = client.send(call);
                boolean lasting = answer.status() != 429 && answer.status() < 500;
                count(call, answer);
                reading.told(begun.ended(), lasting ? answer : null);
                if (lasting) {
                    return answer;
                }
            } catch (UncheckedIOException noAnswer) {
                counts.computeIfAbsent("no answer", _ -> new LongAdder()).increment();
                reading.told(begun.ended(), null);
            }
            meanwhile.run();
            PersistentClient.pause(attempt);
        }
        throw new AssertionError("No lasting answer: " + call);
    }

    private void count(Call call, Answer answer) {
        String what = answer.status() < 400 ? call.method() + " " + answer.status() : answer.error();
        counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    private static Outcome outcome(Answer answer) {
        JsonNode json = answer.json();
        if (answer.status() < 300) {
            long seq = json.path("seq").longValue();
            return json.path("changed").booleanValue()
                    ? new Outcome.Acknowledged(seq)
                    : new Outcome.Refused(seq, false);
        }
        long head = json.path("current_seq").longValue();
        return switch (answer.error()) {
            case "STORE_EXPIRED" -> new Outcome.Refused(head, true);
            case "VERSION_CONFLICT", "STORE_EXISTS", "MERGE_CONFLICT", "PATCH_FAILED", "HISTORY_GONE" ->
                new Outcome.Refused(head, false);
            default -> throw new AssertionError("Nobody should be told so: " + answer);
        };
    }
}
