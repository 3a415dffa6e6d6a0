package dev.holdfast.github;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.CoercedVariables;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.DataFetcherFactories;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Answers GraphQL by GitHub's schema; what that does not know is refused. Objects are maps, some of whose values take arguments. */
final class GraphApi {

    private final GraphQL graph;

    GraphApi(UnaryOperator<String> release, Map<String, Object> query, Map<String, Object> mutation) {
        TypeResolver byName =
                env -> env.getSchema().getObjectType((String) ((Map<?, ?>) env.getObject()).get("__typename"));
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
        for (String scalar : List.of("BigInt", "Date", "DateTime", "GitObjectID", "URI")) {
            wiring.scalar(GraphQLScalarType.newScalar()
                    .name(scalar)
                    .coercing(new Text())
                    .build());
        }
        for (String type : List.of(
                "Node",
                "RepositoryOwner",
                "ProjectV2Owner",
                "GitObject",
                "ProjectV2FieldCommon",
                "ProjectV2FieldConfiguration",
                "ProjectV2ItemContent",
                "ProjectV2ItemFieldValue")) {
            wiring.type(type, builder -> builder.typeResolver(byName));
        }
        wiring.type("Query", type -> type.defaultDataFetcher(env -> value(query, env)));
        wiring.type("Mutation", type -> type.defaultDataFetcher(env -> value(mutation, env)));
        GraphQLSchema schema = new SchemaGenerator()
                .makeExecutableSchema(new SchemaParser().parse(release.apply(sdl())), wiring.build());
        GraphQLSchema byMaps = schema.transform(builder -> builder.codeRegistry(schema.getCodeRegistry()
                .transform(code -> code.defaultDataFetcher(
                        DataFetcherFactories.useDataFetcher(env -> value(env.getSource(), env))))));
        graph = GraphQL.newGraphQL(byMaps)
                .defaultDataFetcherExceptionHandler(
                        params -> CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult.newResult(
                                        error(params.getDataFetchingEnvironment(), params.getException()))
                                .build()))
                .build();
    }

    private static @Nullable Object value(@Nullable Object source, DataFetchingEnvironment env) {
        Object value =
                ((Map<?, ?>) Objects.requireNonNull(source)).get(env.getField().getName());
        if (value instanceof Function<?, ?> function) {
            @SuppressWarnings("unchecked") // Only such functions are put into these maps.
            Function<DataFetchingEnvironment, Object> withArguments =
                    (Function<DataFetchingEnvironment, Object>) function;
            return withArguments.apply(env);
        }
        return value;
    }

    private static GraphQLError error(DataFetchingEnvironment env, Throwable cause) {
        String type = cause instanceof Refusal refusal ? refusal.type : "INTERNAL";
        return GraphqlErrorBuilder.newError(env)
                .message(String.valueOf(cause.getMessage()))
                .extensions(Map.of("type", type))
                .build();
    }

    /** The answer's body; {@code type} is beside the message, as GitHub has it. */
    Map<String, Object> answer(String document, Map<String, Object> variables) {
        ExecutionResult result = graph.execute(
                ExecutionInput.newExecutionInput(document).variables(variables).build());
        Map<String, Object> body = new LinkedHashMap<>();
        if (result.isDataPresent()) {
            body.put("data", result.getData());
        }
        if (!result.getErrors().isEmpty()) {
            body.put("errors", result.getErrors().stream().map(GraphApi::github).toList());
        }
        return body;
    }

    private static Map<String, Object> github(GraphQLError error) {
        Map<String, Object> shown = new LinkedHashMap<>(error.toSpecification());
        Object type =
                error.getExtensions() == null ? null : error.getExtensions().get("type");
        shown.remove("extensions");
        if (type != null) {
            shown.put("type", type);
        } else {
            shown.put("extensions", Map.of("code", "undefinedField"));
        }
        return shown;
    }

    private static String sdl() {
        try (InputStream file = Objects.requireNonNull(GraphApi.class.getResourceAsStream("/github.graphql"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scalars that are written as texts. */
    private static final class Text implements Coercing<String, String> {
        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return value.toString();
        }

        @Override
        public String parseValue(Object value, GraphQLContext context, Locale locale) {
            return (String) value;
        }

        @Override
        public String parseLiteral(Value<?> value, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return ((StringValue) value).getValue();
        }
    }
}
