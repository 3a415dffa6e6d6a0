package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.log.Appended;
import dev.holdfast.log.Lifetime;
import dev.holdfast.log.Proposal;
import dev.holdfast.log.View;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes the lines of an export into the stores of a project, each an entry of its own. A store remembers how far it
 * has been imported, so that lines may be sent again, and an import that was cut off goes on where it ended.
 */
public final class Import {
    public static final int MOST_LINES = 1_000;

    private final StoreLogs stores;
    private final Schemas schemas;

    Import(StoreLogs stores, Schemas schemas) {
        this.stores = stores;
        this.schemas = schemas;
    }

    /**
     * What became of one store's lines.
     *
     * @param imported how many were written
     * @param skipped how many were there already
     * @param seq of the store now
     */
    public record Imported(int imported, int skipped, long seq) {}

    /**
     * @throws Refusal with the place "line", counted from 0; the lines before it stay imported. STORE_EXISTS for a store
     *     that was not imported, VERSION_CONFLICT with {@code imported_seq} for a line that does not follow the last
     */
    public Map<StoreName, Imported> apply(Call call, UUID project, List<JsonNode> lines) {
        Map<StoreName, Imported> results = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                Line line = Line.read(lines.get(i));
                Appended<StoreState> appended = stores.within(
                        call, project, line.store(), ref -> write(call.with(Operation.unkeyed()), ref, line));
                Imported before = results.getOrDefault(line.store(), new Imported(0, 0, 0));
                boolean written = appended instanceof Appended.Written;
                results.put(
                        line.store(),
                        new Imported(
                                before.imported() + (written ? 1 : 0),
                                before.skipped() + (written ? 0 : 1),
                                appended.view().head()));
            } catch (Refusal refused) {
                Map<String, Object> facts = new HashMap<>(refused.facts());
                facts.put("line", i);
                throw new Refusal(refused.reason(), refused.detail(), facts);
            }
        }
        return results;
    }

    private Appended<StoreState> write(Call call, StoreRef ref, Line line) {
        Precondition any = new Precondition.Any();
        return line instanceof Line.Begin
                ? stores.appendOrOpen(call, ref, any, view -> decide(view, line))
                : stores.append(call, ref, any, view -> decide(view, line));
    }

    private Proposal.Decision<StoreState> decide(View<StoreState> view, Line line) {
        if (!view.isOpen()) {
            if (line instanceof Line.Begin(var _, var _, StoreState state)) {
                requireSound(state.document(), state.config());
                return Entries.open(state);
            }
            throw gap(0);
        }
        StoreState state = view.openState();
        if (state.imported() >= line.seq()) {
            return new Proposal.Nothing<>();
        }
        if (line instanceof Line.Begin) {
            throw Gone.exists(view.head());
        }
        if (state.imported() + 1 != line.seq()) {
            throw gap(state.imported());
        }
        return switch (line) {
            case Line.Changed(var _, var _, Change change, SchemaVersion version) -> {
                Document wanted = change.applyTo(state.document(), version);
                requireSound(wanted, state.config());
                yield Entries.change(state, change, wanted);
            }
            case Line.Configured(var _, long seq, StoreConfig config) -> {
                Lifetime before = view.life().lifetime();
                Lifetime after = config.lifetime();
                if (!Objects.equals(before.idle(), after.idle()) || !Objects.equals(before.age(), after.age())) {
                    throw new Refusal(
                            Reason.INVALID_INPUT, "A configuration line cannot change a store's mode or lifetime.");
                }
                if (config.schema() != null) {
                    schemas.requireSchema(config.schema());
                }
                yield Entries.configure(state, config, before.equals(after) ? null : after, seq);
            }
            case Line.Begin _ -> throw Gone.exists(view.head());
        };
    }

    /** Documents of an older version than the configured one stay as they are until they are read. */
    private void requireSound(Document document, StoreConfig config) {
        if (config.version().isOlderThan(document.version())) {
            throw new Refusal(
                    Reason.SCHEMA_VERSION_NEWER, "A document of the export is newer than its store's configuration.");
        }
        if (config.version().equals(document.version())) {
            schemas.require(config.schema(), document.data());
        }
    }

    private static Refusal gap(long imported) {
        return new Refusal(
                Reason.VERSION_CONFLICT,
                "Send a store's lines in their order, beginning with its open, none left out.",
                Map.of("imported_seq", imported));
    }

    /** @throws Refusal {@link Reason#PAYLOAD_TOO_LARGE} */
    public static List<JsonNode> requireFew(List<JsonNode> lines) {
        if (lines.size() > MOST_LINES) {
            throw new Refusal(
                    Reason.PAYLOAD_TOO_LARGE,
                    "Send at most " + MOST_LINES + " lines at once.",
                    Map.of("limit", MOST_LINES));
        }
        return new ArrayList<>(lines);
    }
}
