package dev.holdfast.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Sealing;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.table.Condition;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import dev.holdfast.table.Write;
import dev.holdfast.table.WriteResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant configures once for all its projects on one kind of board. Written and used, never shown: sealed in the
 * table, and no answer holds a value. Thread-safe.
 */
public final class Credentials {
    private static final String SEALED = "p";
    private static final String NAMES = "names";
    private static final String BY = "by";
    private static final String AT = "at";

    private final Table table;
    private final Sealing sealing;
    private final Clock clock;

    Credentials(Table table, Sealing sealing, Clock clock) {
        this.table = table;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** Which values are kept, since when and by whom: all that is ever told of them. */
    public record Kept(List<String> names, Instant at, String by) {}

    /**
     * Keeps these in place of those before.
     *
     * @throws Refusal PROVIDER_CONFIG_INVALID with {@code problems}; SECRETS_NOT_CONFIGURED
     */
    public Kept put(Call call, BoardProviderFactory factory, Map<String, String> values) {
        Map<String, String> problems = new TreeMap<>();
        values.forEach((name, text) -> problem(factory, name, text).ifPresent(it -> problems.put(name, it)));
        if (!problems.isEmpty()) {
            throw Refusals.of(new InvalidConfig(problems));
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach(json::put);
        Kept kept = new Kept(
                values.keySet().stream().sorted().toList(),
                clock.instant(),
                call.caller().subject());
        Key key = key(call.tenant(), factory.name());
        table.write(
                call.budget(),
                Write.Put.always(Item.at(key)
                        .bytes(SEALED, sealing.seal(call.tenant(), context(key), StrictJson.write(json)))
                        .text(NAMES, String.join(",", kept.names()))
                        .text(BY, kept.by())
                        .number(AT, kept.at().toEpochMilli())
                        .build()));
        return kept;
    }

    private static Optional<String> problem(BoardProviderFactory factory, String name, String text) {
        Optional<ConfigKey<?>> key = factory.configuration().stream()
                .filter(it -> it.name().equals(name))
                .findFirst();
        if (key.isEmpty()) {
            return Optional.of("is not a key of this provider");
        }
        try {
            key.get().read(text);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    /** @throws Refusal CREDENTIALS_NOT_FOUND */
    public Kept kept(Call call, String provider) {
        return table.get(call.budget(), named(call, provider))
                .map(item -> new Kept(
                        List.of(item.text(NAMES).split(",", -1)), Instant.ofEpochMilli(item.number(AT)), item.text(BY)))
                .orElseThrow(Credentials::notFound);
    }

    /** @throws Refusal CREDENTIALS_NOT_FOUND */
    public void remove(Call call, String provider) {
        Write removal = new Write.Delete(named(call, provider), Condition.has(SEALED));
        if (table.write(call.budget(), removal) instanceof WriteResult.Refused) {
            throw notFound();
        }
    }

    private static Key named(Call call, String provider) {
        if (!Plugins.isName(provider)) {
            throw notFound();
        }
        return key(call.tenant(), provider);
    }

    static Key key(String tenant, String provider) {
        return new Key(tenant + "#providers", provider);
    }

    /** The values in an item of {@link #key}; none of no item. */
    Map<String, String> values(String tenant, @Nullable Item item) {
        Map<String, String> values = new TreeMap<>();
        if (item != null) {
            JsonNode json = StrictJson.parse(sealing.open(tenant, context(item.key()), item.bytes(SEALED)));
            json.properties()
                    .forEach(
                            value -> values.put(value.getKey(), value.getValue().textValue()));
        }
        return values;
    }

    private static String context(Key key) {
        return "credentials\n" + key.sk();
    }

    private static Refusal notFound() {
        return new Refusal(Reason.CREDENTIALS_NOT_FOUND, "Put credentials for this provider first.");
    }
}
