package dev.holdfast.linear;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The stand-in's API: documents are checked against Linear's schema and its limits, then carried out. */
final class Api {

    private final Workspace workspace;
    private final GraphQL graphQl;

    Api(Workspace workspace, Mutations mutations) {
        this.workspace = workspace;
        this.graphQl = GraphQL.newGraphQL(schema(workspace, mutations))
                .defaultDataFetcherExceptionHandler(Api::onError)
                .instrumentation(new MaxQueryComplexityInstrumentation(Complexity.MOST, Complexity::of))
                .build();
    }

    ExecutionResult execute(String document, Map<String, Object> variables) {
        synchronized (workspace) {
            return graphQl.execute(ExecutionInput.newExecutionInput(document)
                    .variables(variables)
                    .root(workspace.root)
                    .build());
        }
    }

    private static GraphQLSchema schema(Workspace workspace, Mutations mutations) {
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .scalar(AsIs.scalar("DateTime"))
                .scalar(AsIs.scalar("JSON"))
                .scalar(AsIs.scalar("JSONObject"))
                .type(
                        "Query",
                        type -> type.defaultDataFetcher(Api::field)
                                .dataFetcher(
                                        "issue", call -> workspace.require("issues", "Issue", call.getArgument("id")))
                                .dataFetcher(
                                        "team", call -> workspace.require("teams", "Team", call.getArgument("id"))))
                .type(
                        "Mutation",
                        type -> type.dataFetcher("issueCreate", input(mutations::issueCreate))
                                .dataFetcher("issueUpdate", call -> mutations.issueUpdate(id(call), argument(call)))
                                .dataFetcher("commentCreate", input(mutations::commentCreate))
                                .dataFetcher("attachmentCreate", input(mutations::attachmentCreate))
                                .dataFetcher("attachmentDelete", call -> mutations.attachmentDelete(id(call)))
                                .dataFetcher("fileUpload", call -> mutations.fileUpload(call.getArguments()))
                                .dataFetcher("issueLabelCreate", input(mutations::issueLabelCreate))
                                .dataFetcher("issueRelationCreate", input(mutations::issueRelationCreate))
                                .dataFetcher("issueRelationDelete", call -> mutations.issueRelationDelete(id(call)))
                                .dataFetcher("workflowStateCreate", input(mutations::workflowStateCreate)))
                .type("Issue", type -> type.defaultDataFetcher(Api::field))
                .type("Team", type -> type.defaultDataFetcher(Api::field))
                .build();
        try (InputStream source = Api.class.getResourceAsStream("/linear.graphql")) {
            if (source == null) {
                throw new AssertionError("There is no schema");
            }
            return new SchemaGenerator()
                    .makeExecutableSchema(
                            new SchemaParser().parse(new InputStreamReader(source, StandardCharsets.UTF_8)), wiring);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static graphql.schema.DataFetcher<Object> input(
            Function<Map<String, Object>, Map<String, @Nullable Object>> mutation) {
        return call -> mutation.apply(argument(call));
    }

    private static Map<String, Object> argument(DataFetchingEnvironment call) {
        Map<String, Object> input = call.getArgument("input");
        return input == null ? Map.of() : input;
    }

    private static String id(DataFetchingEnvironment call) {
        return String.valueOf(call.<Object>getArgument("id"));
    }

    /** A field of a node; of a list, the page that is asked for. */
    private static @Nullable Object field(DataFetchingEnvironment call) {
        Node node = call.getSource();
        if (node == null) {
            throw new AssertionError("A field of nothing");
        }
        String name = call.getField().getName();
        return Complexity.isConnection(call.getFieldType())
                ? ConnectionPages.page(node.list(name), call.getArguments())
                : node.get(name);
    }

    private static CompletableFuture<DataFetcherExceptionHandlerResult> onError(
            DataFetcherExceptionHandlerParameters failed) {
        Throwable cause = failed.getException();
        GraphQLError error = GraphqlErrorBuilder.newError(failed.getDataFetchingEnvironment())
                .message(String.valueOf(cause.getMessage()))
                .extensions(
                        cause instanceof ApiError known
                                ? known.extensions()
                                : Map.of("type", "internal error", "code", "INTERNAL_SERVER_ERROR"))
                .build();
        return CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult.newResult()
                .errors(List.of(error))
                .build());
    }
}
