package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdfast.board.Plugins;
import dev.holdfast.problem.Reason;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.NoKeyset;
import dev.holdfast.security.OutboundRules;
import dev.holdfast.security.Scope;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That openapi.yaml and the code name the same operations, scopes and problems. */
class ContractCompletenessTest {
    private static final Pattern SCOPE = Pattern.compile("Scope `([a-z:]+)`");
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    private final JsonNode contract = contract();
    private final List<Route> routes = routes();

    @Test
    void every_route_is_in_the_contract_and_every_operation_is_served() {
        TreeSet<String> served = routes.stream()
                .map(route -> route.method() + " " + route.template())
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> promised = contract.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(promised, served);
    }

    @Test
    void every_operation_names_the_scope_that_its_route_wants() {
        for (Route route : routes) {
            JsonNode operation = operation(route);
            List<String> named = SCOPE.matcher(operation.path("description").asText())
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
            Scope scope = route.scope();
            assertEquals(scope == null ? List.of() : List.of(scope.text()), named, route.template());
            assertEquals(scope == null, operation.path("security").isArray(), route.template());
        }
    }

    @Test
    void every_route_that_reads_a_body_promises_one() {
        for (Route route : routes) {
            assertEquals(route.body() != Body.NONE, operation(route).has("requestBody"), route.template());
        }
    }

    @Test
    void every_variable_of_an_address_is_a_parameter() {
        for (Route route : routes) {
            Stream<JsonNode> parameters = Stream.concat(
                    operation(route).path("parameters").valueStream(),
                    contract.path("paths")
                            .path(route.template())
                            .path("parameters")
                            .valueStream());
            TreeSet<String> named = parameters
                    .map(this::resolved)
                    .filter(it -> it.path("in").asText().equals("path"))
                    .map(it -> "{" + it.path("name").asText() + "}")
                    .collect(Collectors.toCollection(TreeSet::new));
            TreeSet<String> used = Arrays.stream(route.template().split("/", -1))
                    .filter(it -> it.startsWith("{"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(used, named, route.template());
        }
    }

    @Test
    void every_reason_is_a_code_of_the_contract_and_every_code_a_reason() {
        TreeSet<String> promised = contract.at("/components/schemas/Problem/properties/error/enum")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Arrays.stream(Reason.values()).map(Enum::name).collect(Collectors.toSet()), promised);
    }

    private JsonNode operation(Route route) {
        JsonNode operation = contract.path("paths")
                .path(route.template())
                .path(route.method().toLowerCase(Locale.ROOT));
        assertTrue(operation.isObject(), route.template());
        return operation;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? contract.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static JsonNode contract() {
        try (InputStream yaml = ContractCompletenessTest.class.getResourceAsStream("/openapi.yaml")) {
            assertNotNull(yaml);
            return new YAMLMapper().readTree(yaml);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<Route> routes() {
        // Routes call nothing until a request comes: no store has to be there.
        Table table = new Table(TestStore.client(URI.create("http://127.0.0.1:1")), "none");
        return Service.routes(
                Operations.over(
                        table,
                        new NoKeyset(),
                        new Shards(1),
                        Duration.ofDays(90),
                        OutboundRules.INTERNET,
                        new BoardSetup(Plugins.of(), null, null),
                        Wake.NONE,
                        Clock.systemUTC()),
                Clock.systemUTC());
    }
}
