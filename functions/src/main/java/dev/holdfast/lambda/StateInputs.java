package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Fields;
import dev.holdfast.json.MergePatch;
import dev.holdfast.json.Patch;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.state.ApplyPatch;
import dev.holdfast.state.ConfigJson;
import dev.holdfast.state.MergeStates;
import dev.holdfast.state.Precondition;
import dev.holdfast.state.Save;
import dev.holdfast.state.SchemaVersion;
import dev.holdfast.state.StoreName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Inputs on stores that HTTP and direct invocations share; {@code also} names the members that were read elsewhere. */
final class StateInputs {
    static final int MOST_STORES_GREETED = 200;
    private static final int MOST_INPUTS = 100;
    private static final int MOST_METADATA_BYTES = 16 * 1024;
    private static final int MOST_VERSION = 40;

    private StateInputs() {}

    static Save.Input save(JsonNode body, String... also) {
        Fields fields = Fields.of(body);
        fields.ignore(also);
        fields.ignore("data");
        Optional<ObjectNode> metadata = fields.object("metadata", MOST_METADATA_BYTES);
        Optional<String> version = fields.optionalText("schema_version", MOST_VERSION);
        requireMember(body, "data");
        fields.done();
        return new Save.Input(
                body.get("data"),
                metadata.orElse(null),
                version.map(SchemaVersion::parse).orElse(null));
    }

    /** {@code {patch | merge_patch}}. */
    static ApplyPatch.Input patch(JsonNode body, String... also) {
        Fields fields = Fields.of(body);
        fields.ignore(also);
        fields.ignore("patch", "merge_patch");
        fields.done();
        if (body.has("patch") == body.has("merge_patch")) {
            throw refusal("patch", "either patch or merge_patch is required");
        }
        return body.has("patch")
                ? new ApplyPatch.Input.Operations(Patch.parse(body.get("patch")))
                : new ApplyPatch.Input.Merging(new MergePatch(body.get("merge_patch")));
    }

    /** @throws Refusal {@link Reason#INVALID_INPUT} for a message of another type, or meant for another store */
    static void requirePatchFor(StoreName store, JsonNode body) {
        if (body.has("type") && !"patch".equals(body.get("type").textValue())) {
            throw refusal("type", "must be patch");
        }
        if (body.has("store") && !store.text().equals(body.get("store").textValue())) {
            throw refusal("store", "must be the store of the address");
        }
    }

    /** The data and schema version of a document to be validated. */
    static @Nullable SchemaVersion version(JsonNode body, String... also) {
        Fields fields = Fields.of(body);
        fields.ignore(also);
        fields.ignore("data");
        Optional<String> version = fields.optionalText("schema_version", MOST_VERSION);
        requireMember(body, "data");
        fields.done();
        return version.map(SchemaVersion::parse).orElse(null);
    }

    static MergeStates.Request merge(JsonNode body, String... also) {
        Fields fields = Fields.of(body);
        fields.ignore(also);
        List<JsonNode> inputs = fields.items("inputs", 1, MOST_INPUTS);
        Optional<ObjectNode> rules = fields.object("rules", StrictJson.MAX_BYTES);
        Optional<Boolean> dryRun = bool(fields, body, "dry_run");
        fields.done();
        List<MergeStates.Input> made = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            made.add(merging(inputs.get(i), "inputs[" + i + "]"));
        }
        return new MergeStates.Request(made, rules.map(ConfigJson::rules).orElse(null), dryRun.orElse(false));
    }

    private static MergeStates.Input merging(JsonNode item, String place) {
        Fields fields = Fields.of(item);
        fields.ignore("base", "state", "patch", "merge_patch");
        Optional<String> time = fields.optionalText("time", 40);
        fields.done();
        int made = (item.has("state") ? 1 : 0) + (item.has("patch") ? 1 : 0) + (item.has("merge_patch") ? 1 : 0);
        if (made != 1) {
            throw refusal(place, "one of state, patch and merge_patch is required");
        }
        long base = seq(item, "base", place + ".base").orElseThrow(() -> refusal(place + ".base", "is required"));
        return new MergeStates.Input(
                base, made(item), time.map(text -> instant(text, place)).orElse(null));
    }

    private static MergeStates.Made made(JsonNode item) {
        if (item.has("state")) {
            return new MergeStates.Made.State(StrictJson.requireDocument(item.get("state")));
        }
        return item.has("patch")
                ? new MergeStates.Made.Operations(Patch.parse(item.get("patch")))
                : new MergeStates.Made.Merging(new MergePatch(item.get("merge_patch")));
    }

    /** {@code {stores: {name: seq}}}; 0 for a store of which the caller has nothing. */
    static Map<StoreName, Long> known(JsonNode body, String... also) {
        Fields fields = Fields.of(body);
        fields.ignore(also);
        ObjectNode stores = fields.object("stores", StrictJson.MAX_BYTES).orElse(null);
        fields.require("stores");
        fields.done();
        if (stores == null || stores.size() > MOST_STORES_GREETED) {
            throw refusal("stores", "must have at most " + MOST_STORES_GREETED + " stores");
        }
        Map<StoreName, Long> known = new LinkedHashMap<>();
        stores.fieldNames().forEachRemaining(name -> {
            StoreName store = new StoreName(name);
            known.put(store, wholeNumber(stores.get(name), "stores." + store));
        });
        return known;
    }

    /** {@code base}, or {@code seq} as messages have it: the state that a change is meant for. */
    static Precondition precondition(JsonNode body) {
        JsonNode create = body.path("create");
        if (!create.isMissingNode() && !create.isBoolean()) {
            throw refusal("create", "must be true or false");
        }
        if (create.booleanValue()) {
            return new Precondition.Absent();
        }
        return seq(body, "base", "base")
                .or(() -> seq(body, "seq", "seq"))
                .<Precondition>map(Precondition.At::new)
                .orElseGet(Precondition.Any::new);
    }

    static Optional<Long> seq(JsonNode body, String name, String place) {
        JsonNode value = body.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(wholeNumber(value, place));
    }

    private static long wholeNumber(JsonNode value, String place) {
        if (!(value.isInt() || value.isLong()) || value.longValue() < 0) {
            throw refusal(place, "must be a whole number from 0");
        }
        return value.longValue();
    }

    private static Optional<Boolean> bool(Fields fields, JsonNode body, String name) {
        fields.ignore(name);
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw refusal(name, "must be true or false");
        }
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }

    private static Instant instant(String text, String place) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw refusal(place + ".time", "must be an RFC 3339 time in UTC");
        }
    }

    private static void requireMember(JsonNode body, String name) {
        if (!body.has(name)) {
            throw refusal(name, "is required");
        }
    }

    /** Whether a line of an export only ends its page. */
    static boolean endsPage(JsonNode line) {
        String type = line.path("type").asText();
        return type.equals("end") || type.equals("more");
    }

    /** @throws Refusal {@link Reason#INVALID_INPUT} for anything else */
    static ObjectNode object(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw new Refusal(Reason.INVALID_INPUT, "Send a JSON object.");
    }

    static Refusal refusal(String field, String problem) {
        return new Refusal(
                Reason.INVALID_INPUT,
                "Correct the input.",
                Map.of("errors", List.of(Map.of("field", field, "problem", problem))));
    }
}
