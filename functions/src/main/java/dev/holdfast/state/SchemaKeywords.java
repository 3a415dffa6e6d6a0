package dev.holdfast.state;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keywords of the schema's dialect, each at a {@link SchemaCost}. */
final class SchemaKeywords implements EvaluatorFactory {
    /** @throws java.util.regex.PatternSyntaxException for what is no regular expression */
    @Override
    public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
        List<Pattern> patterns = switch (keyword) {
            case "pattern" -> value.isString() ? List.of(Pattern.compile(value.asString())) : List.of();
            case "patternProperties" ->
                value.isObject()
                        ? value.asObject().keySet().stream()
                                .map(Pattern::compile)
                                .toList()
                        : List.of();
            default -> List.of();
        };
        return context.getDialect()
                .getEvaluatorFactory()
                .create(context, keyword, value)
                .map(evaluator -> new Counted(evaluator, patterns));
    }

    /** @param patterns that {@code evaluator} matches with, out of reach of any count */
    private record Counted(Evaluator evaluator, List<Pattern> patterns) implements Evaluator {
        @Override
        public Result evaluate(EvaluationContext context, JsonNode node) {
            SchemaCost cost = SchemaCost.current();
            cost.keyword();
            for (Pattern pattern : patterns) {
                if (node.isString()) {
                    cost.match(pattern, node.asString());
                } else if (node.isObject()) {
                    node.asObject().keySet().forEach(name -> cost.match(pattern, name));
                }
            }
            return evaluator.evaluate(context, node);
        }

        @Override
        public int getOrder() {
            return evaluator.getOrder();
        }
    }
}
