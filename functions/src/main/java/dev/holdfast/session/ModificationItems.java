package dev.holdfast.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.StrictJson;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What sessions modify, as items; file and symbols are sealed. */
final class ModificationItems {
    static final String AT = "at";

    private static final String UNTIL = "until";
    private static final String NAME = "name";
    private static final String ENDED = "ended";
    private static final String SEALED = "p";
    private static final int MOST_SYMBOLS = 200;

    private final Sealing sealing;

    ModificationItems(Sealing sealing) {
        this.sealing = sealing;
    }

    /** @param lastsUntil until when the session was known to live when it said so */
    record Noted(Modifier modifier, Instant lastsUntil, boolean ended) {}

    /** The item with what is said now besides; empty if it says so already. */
    Optional<Item> written(
            ProjectRef owner, Key key, Session session, Modification said, @Nullable Item standing, Instant now) {
        Set<String> symbols = new LinkedHashSet<>();
        if (standing != null) {
            Modifier before = read(owner, standing).modifier();
            if (before.kind() == said.kind() && before.symbols().containsAll(said.symbols())) {
                return Optional.empty();
            }
            symbols.addAll(before.symbols());
        }
        symbols.addAll(said.symbols());
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("path", said.path().text())
                .put("kind", said.kind().name());
        symbols.stream().limit(MOST_SYMBOLS).forEach(json.putArray("symbols")::add);
        return Optional.of(Item.at(key)
                .text(NAME, session.agentName())
                .number(AT, now.toEpochMilli())
                .number(UNTIL, session.deadline().toEpochMilli())
                .bytes(SEALED, sealing.seal(owner.tenant(), context(key), StrictJson.write(json)))
                .expiresAt(session.endsAt().plus(OpenSession.DEFAULT_MAX_AGE))
                .build());
    }

    Noted read(ProjectRef owner, Item item) {
        JsonNode json = StrictJson.parse(sealing.open(owner.tenant(), context(item.key()), item.bytes(SEALED)));
        List<String> symbols = new ArrayList<>();
        json.path("symbols").forEach(symbol -> symbols.add(symbol.textValue()));
        String sk = item.key().sk();
        return new Noted(
                new Modifier(
                        sk.substring(sk.indexOf('#') + 1),
                        item.text(NAME),
                        symbols,
                        Modification.Kind.valueOf(json.path("kind").textValue()),
                        Instant.ofEpochMilli(item.number(AT))),
                Instant.ofEpochMilli(item.number(UNTIL)),
                item.has(ENDED));
    }

    static Write ended(Key key, Instant until, Condition condition) {
        return Write.Change.of(key).flag(ENDED).expiresAt(until).onlyIf(condition);
    }

    private static String context(Key key) {
        return "modified\n" + key.pk() + "\n" + key.sk();
    }
}
