package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Patch;
import dev.holdfast.json.StrictJson;
import dev.holdfast.json.Timestamp;
import dev.holdfast.log.Entry;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.time.Instant;

/** One line of an export: a store's beginning, or a later change of it. */
sealed interface Line {
    StoreName store();

    /** In the store that was exported. */
    long seq();

    /** The whole state after {@code seq}: a life's open, or where the history that is kept begins. */
    record Begin(StoreName store, long seq, StoreState state) implements Line {}

    record Changed(StoreName store, long seq, Change change, SchemaVersion version) implements Line {}

    record Configured(StoreName store, long seq, StoreConfig config) implements Line {}

    static ObjectNode begin(StoreName store, long seq, StoreState state, String author, Instant at) {
        ObjectNode line = line("open", store, seq, author, at);
        line.put("schema_version", state.document().version().toString());
        line.set("config", ConfigJson.write(state.config()));
        line.set("data", state.document().data());
        line.set("metadata", state.document().metadata());
        return line;
    }

    static ObjectNode of(StoreName store, Entry entry) {
        return switch (entry.kind()) {
            case OPEN -> begin(store, entry.seq(), Whole.read(entry.payload()), entry.author(), entry.at());
            case CHANGE -> {
                Change change = Change.read(entry.payload());
                ObjectNode line = line("change", store, entry.seq(), entry.author(), entry.at());
                line.put("schema_version", StoreFold.version(entry).toString());
                if (change.patch() != null) {
                    line.set("patch", change.patch().toJson());
                }
                if (change.data() != null) {
                    line.set("data", change.data());
                }
                if (change.metadata() != null) {
                    line.set("metadata", change.metadata());
                }
                yield line;
            }
            case CONFIGURE -> {
                ObjectNode line = line("configure", store, entry.seq(), entry.author(), entry.at());
                line.set(
                        "config",
                        ConfigJson.write(Configuration.read(entry.payload()).config()));
                yield line;
            }
            case CLOSE -> throw new IllegalArgumentException("a store that stands has no close");
        };
    }

    /** @throws Refusal {@link Reason#INVALID_INPUT} and as the parts of it are refused */
    static Line read(JsonNode line) {
        StoreName store = new StoreName(line.path("store").asText());
        JsonNode seq = line.path("seq");
        if (!(seq.isInt() || seq.isLong()) || seq.longValue() < 1) {
            throw malformed();
        }
        return switch (line.path("type").asText()) {
            case "open" ->
                new Begin(
                        store,
                        seq.longValue(),
                        new StoreState(
                                new Document(member(line, "data"), object(line, "metadata"), version(line)),
                                ConfigJson.read(object(line, "config")),
                                seq.longValue()));
            case "change" -> {
                JsonNode patch = line.get("patch");
                JsonNode data = line.get("data");
                Change change = new Change(
                        patch == null ? null : Patch.parse(patch),
                        data == null ? null : StrictJson.requireDocument(data),
                        line.has("metadata") ? object(line, "metadata") : null,
                        seq.longValue());
                yield new Changed(store, seq.longValue(), change, version(line));
            }
            case "configure" -> new Configured(store, seq.longValue(), ConfigJson.read(object(line, "config")));
            default -> throw malformed();
        };
    }

    private static ObjectNode line(String type, StoreName store, long seq, String author, Instant at) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("store", store.text())
                .put("seq", seq)
                .put("updated_by", author)
                .put("updated_at", Timestamp.format(at));
    }

    private static SchemaVersion version(JsonNode line) {
        return SchemaVersion.parse(line.path("schema_version").asText());
    }

    private static JsonNode member(JsonNode line, String name) {
        JsonNode value = line.get(name);
        if (value == null) {
            throw malformed();
        }
        return StrictJson.requireDocument(value);
    }

    private static ObjectNode object(JsonNode line, String name) {
        if (line.get(name) instanceof ObjectNode object) {
            return object;
        }
        throw malformed();
    }

    private static Refusal malformed() {
        return new Refusal(Reason.INVALID_INPUT, "This is not a line of an export.");
    }
}
