package dev.holdfast.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.ArrayMode;
import dev.holdfast.json.Fields;
import dev.holdfast.json.MergePolicy;
import dev.holdfast.json.MergeRules;
import dev.holdfast.json.PathPattern;
import dev.holdfast.json.Presence;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A store's configuration as JSON, the same on the wire and in the log. */
public final class ConfigJson {
    private static final int MOST_SCHEMA_BYTES = 256 * 1024;
    private static final int MOST_MIGRATIONS = 100;
    private static final int MOST_RULES = 200;
    private static final int MOST_PATH = 1_000;
    private static final int LONGEST_SECS = 10 * 366 * 24 * 3600;
    private static final Map<String, MergePolicy> POLICIES = Map.of(
            "fail", MergePolicy.FAIL,
            "current", MergePolicy.CURRENT,
            "incoming", MergePolicy.INCOMING,
            "latest", MergePolicy.LATEST);
    private static final String KEYED = "keyed";
    private static final Map<String, ArrayMode> ARRAYS = Map.of(
            "sequence",
            new ArrayMode.Sequence(),
            "set",
            new ArrayMode.Unordered(),
            "atom",
            new ArrayMode.Atom(),
            KEYED,
            new ArrayMode.Keyed(""));

    private ConfigJson() {}

    /** @throws Refusal {@link Reason#INVALID_INPUT} with every problem found in one part of it */
    public static StoreConfig read(ObjectNode json) {
        Fields fields = Fields.of(json);
        Mode mode = fields.optionalOneOf("mode", Mode.BY_WIRE).orElse(Mode.PERSISTENT);
        boolean goes = mode == Mode.TRANSIENT;
        Optional<Duration> idle = seconds(fields, "idle_secs");
        Optional<Duration> maxAge = seconds(fields, "max_age_secs");
        Optional<Duration> history = seconds(fields, "history_secs");
        boolean historyForEver = fields.presence("history_secs") == Presence.NULL;
        Optional<String> version = fields.optionalText("schema_version", 40);
        Optional<ObjectNode> schema = fields.object("schema", MOST_SCHEMA_BYTES);
        List<JsonNode> migrations = fields.items("migrations", 0, MOST_MIGRATIONS);
        Optional<ObjectNode> merge = fields.object("merge", MOST_SCHEMA_BYTES);
        fields.done();
        if (!goes && idle.isPresent()) {
            throw new Refusal(Reason.INVALID_INPUT, "Only a transient store has idle_secs.");
        }
        return new StoreConfig(
                mode,
                goes ? idle.orElse(StoreConfig.DEFAULT_IDLE) : null,
                maxAge.orElse(goes ? StoreConfig.DEFAULT_MAX_AGE : null),
                history.orElse(goes && !historyForEver ? StoreConfig.DEFAULT_TRANSIENT_HISTORY : null),
                version.map(SchemaVersion::parse).orElse(SchemaVersion.FIRST),
                schema.orElse(null),
                steps(migrations),
                merge.map(ConfigJson::rules).orElse(MergeRules.DEFAULT));
    }

    /** Every member is there, so that what is written reads the same whatever the defaults become. */
    public static ObjectNode write(StoreConfig config) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("mode", config.mode().wire());
        if (config.idle() != null) {
            json.put("idle_secs", config.idle().toSeconds());
        }
        putSeconds(json, "max_age_secs", config.maxAge());
        putSeconds(json, "history_secs", config.history());
        json.put("schema_version", config.version().toString());
        json.set("schema", config.schema());
        ArrayNode migrations = json.putArray("migrations");
        config.migrations().forEach(step -> migrations.add(write(step)));
        json.set("merge", write(config.rules()));
        return json;
    }

    /** @throws Refusal {@link Reason#INVALID_INPUT} or {@link Reason#INVALID_POINTER} */
    public static MergeRules rules(ObjectNode json) {
        Fields fields = Fields.of(json);
        List<JsonNode> policies = fields.items("policies", 0, MOST_RULES);
        List<JsonNode> arrays = fields.items("arrays", 0, MOST_RULES);
        fields.done();
        return new MergeRules(
                policies.stream().map(ConfigJson::policy).toList(),
                arrays.stream().map(ConfigJson::array).toList());
    }

    private static Optional<Duration> seconds(Fields fields, String name) {
        OptionalInt seconds = fields.integer(name, 1, LONGEST_SECS);
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsInt())) : Optional.empty();
    }

    private static void putSeconds(ObjectNode json, String name, @Nullable Duration duration) {
        if (duration == null) {
            json.putNull(name);
        } else {
            json.put(name, duration.toSeconds());
        }
    }

    private static List<Migration> steps(List<JsonNode> items) {
        List<Migration> steps = new ArrayList<>();
        for (JsonNode item : items) {
            Fields fields = Fields.of(item);
            SchemaVersion from = SchemaVersion.parse(fields.text("from", 40));
            SchemaVersion to = SchemaVersion.parse(fields.text("to", 40));
            Optional<ObjectNode> mergePatch = fields.object("merge_patch", MOST_SCHEMA_BYTES);
            fields.ignore("patch");
            fields.done();
            JsonNode patch = item.path("patch");
            if (patch.isArray() == mergePatch.isPresent() || !from.isOlderThan(to)) {
                throw new Refusal(
                        Reason.INVALID_INPUT,
                        "A migration goes from one schema version to a later one by either a patch or a merge_patch.");
            }
            steps.add(new Migration(from, to, patch.isArray() ? patch : mergePatch.orElseThrow()));
        }
        steps.sort(Comparator.comparing(Migration::from));
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).from().isOlderThan(steps.get(i - 1).to())) {
                throw new Refusal(
                        Reason.INVALID_INPUT, "Migrations must follow one another: each starts where another ended.");
            }
        }
        return steps;
    }

    private static ObjectNode write(Migration step) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", step.from().toString())
                .put("to", step.to().toString());
        json.set(step.change().isArray() ? "patch" : "merge_patch", step.change());
        return json;
    }

    private static MergeRules.PolicyAt policy(JsonNode item) {
        Fields fields = Fields.of(item);
        String path = path(fields);
        MergePolicy policy = fields.oneOf("policy", POLICIES);
        fields.done();
        return new MergeRules.PolicyAt(PathPattern.parse(path), policy);
    }

    private static MergeRules.ArrayAt array(JsonNode item) {
        Fields fields = Fields.of(item);
        String path = path(fields);
        ArrayMode mode = fields.oneOf("mode", ARRAYS);
        Optional<String> key = fields.optionalText("key", 200);
        fields.done();
        boolean keyed = mode instanceof ArrayMode.Keyed;
        if (keyed != key.isPresent()) {
            throw new Refusal(Reason.INVALID_INPUT, "An array of mode keyed, and only such a one, names its key.");
        }
        return new MergeRules.ArrayAt(
                PathPattern.parse(path),
                key.<ArrayMode>map(ArrayMode.Keyed::new).orElse(mode));
    }

    /** The whole document is the empty path. */
    private static String path(Fields fields) {
        fields.require("path");
        return fields.optionalText("path", MOST_PATH).orElse("");
    }

    private static ObjectNode write(MergeRules rules) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode policies = json.putArray("policies");
        for (MergeRules.PolicyAt at : rules.policies()) {
            policies.addObject()
                    .put("path", at.path().toString())
                    .put("policy", at.policy().name().toLowerCase(java.util.Locale.ROOT));
        }
        ArrayNode arrays = json.putArray("arrays");
        for (MergeRules.ArrayAt at : rules.arrays()) {
            ObjectNode array = arrays.addObject().put("path", at.path().toString());
            switch (at.mode()) {
                case ArrayMode.Sequence _ -> array.put("mode", "sequence");
                case ArrayMode.Unordered _ -> array.put("mode", "set");
                case ArrayMode.Atom _ -> array.put("mode", "atom");
                case ArrayMode.Keyed(String member) -> array.put("mode", KEYED).put("key", member);
            }
        }
        return json;
    }
}
