package dev.holdfast.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Fields;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Targets on the wire: {@code {path}}, {@code {glob}} or {@code {path, symbol}}. */
public final class TargetJson {
    private static final String PATH = "path";
    private static final String GLOB = "glob";
    private static final String SYMBOL = "symbol";
    private static final int MOST_SHOWN = 50;

    private TargetJson() {}

    /**
     * Reads targets that a caller sent.
     *
     * @param field that they stand in, for the problems
     * @throws Refusal INVALID_INPUT with {@code errors: [{field, problem}]} of every target
     */
    public static List<Target> read(List<JsonNode> targets, String field) {
        List<Target> read = new ArrayList<>();
        List<Map<?, ?>> errors = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            try {
                read.add(target(targets.get(i)));
            } catch (Refusal refused) {
                String place = field + "[" + i + "]";
                if (refused.facts().get("errors") instanceof List<?> problems) {
                    problems.forEach(problem -> errors.add(at(place, problem)));
                } else {
                    errors.add(Map.of("field", place, "problem", "must be a JSON object"));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new Refusal(
                    Reason.INVALID_INPUT,
                    "Correct the fields named in errors.",
                    Map.of("errors", List.copyOf(errors.subList(0, Math.min(errors.size(), MOST_SHOWN)))));
        }
        return read;
    }

    public static ObjectNode write(Target target) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (target) {
            case Target.Path(GlobPattern path) -> json.put(PATH, path.text());
            case Target.Glob(GlobPattern glob) -> json.put(GLOB, glob.text());
            case Target.Symbol(GlobPattern path, String name) ->
                json.put(PATH, path.text()).put(SYMBOL, name);
        };
    }

    /** Reads what {@link #write} wrote, which was checked when it came in. */
    static Target read(JsonNode json) {
        if (json.has(GLOB)) {
            return new Target.Glob(GlobPattern.ofGlob(json.path(GLOB).textValue()));
        }
        GlobPattern path = GlobPattern.ofPath(json.path(PATH).textValue());
        return json.has(SYMBOL) ? new Target.Symbol(path, json.path(SYMBOL).textValue()) : new Target.Path(path);
    }

    private static Target target(JsonNode json) {
        Fields fields = Fields.of(json);
        Optional<String> glob = fields.optionalText(GLOB, TargetText.MOST_GLOB_BYTES);
        if (glob.isPresent()) {
            fields.done();
            return Target.glob(glob.get());
        }
        String path = fields.text(PATH, TargetText.MOST_BYTES);
        Optional<String> symbol = fields.optionalText(SYMBOL, TargetText.MOST_BYTES);
        fields.done();
        return symbol.map(name -> Target.symbol(path, name)).orElseGet(() -> Target.path(path));
    }

    private static Map<?, ?> at(String place, Object problem) {
        return problem instanceof Map<?, ?> it
                ? Map.of("field", place + "." + it.get("field"), "problem", String.valueOf(it.get("problem")))
                : Map.of("field", place, "problem", "has another form");
    }
}
