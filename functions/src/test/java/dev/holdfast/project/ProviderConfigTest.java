package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.project;
import static dev.holdfast.project.TestRegistry.registration;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.json.Fields;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Keyset;
import dev.holdfast.security.KeysetSealing;
import dev.holdfast.security.NoKeyset;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ProviderConfigTest {
    private static final String SECRET = "hunter2-hunter2";
    private static final String CONFIG =
            "'provider': 'trello', 'provider_config': {'token': '" + SECRET + "', 'depth': 1.50}";

    private final String name = "t" + UUID.randomUUID();
    private final Table table = TestStore.table(TestStore.endpoint(), name);
    private final Sealing sealing = new KeysetSealing(Keyset.of(Keyset.generate()));
    private final TestRegistry on = new TestRegistry(name, table, sealing);
    private final UUID local = UUID.randomUUID();

    @Test
    void a_secret_stands_nowhere_in_the_table_in_the_clear() {
        on.register(project(local, CONFIG));
        assertNoSecretStored();
        on.register(project(local, "'framework': 'quarkus'"));
        on.register(project(UUID.randomUUID(), "'parent_project_uuid': '" + local + "'"));
        edit(on, "{'project_name': 'frond'}");
        assertNoSecretStored();
    }

    @Test
    void a_configuration_is_read_back_as_it_was_given() {
        Registration wanted = registration(project(local, CONFIG));
        on.registry.register().apply(on.call(), wanted);
        Project read = on.registry.resolve().byLocalUuid(on.call(), local);
        assertNotNull(read.providerConfig());
        assertEquals(wanted.providerConfig(), read.providerConfig());
    }

    @Test
    void the_same_configuration_again_changes_nothing_and_another_one_does() {
        on.register(project(local, CONFIG));
        assertEquals(Outcome.UNCHANGED, on.register(project(local, CONFIG)).outcome());
        Registration other = registration(project(local, CONFIG.replace(SECRET, "changed")));
        Registered changed = on.registry.register().apply(on.call(), other);
        assertEquals(Outcome.UPDATED, changed.outcome());
        assertEquals(other.providerConfig(), changed.project().providerConfig());
    }

    @Test
    void null_in_an_edit_removes_the_configuration() {
        on.register(project(local, CONFIG));
        assertNull(edit(on, "{'provider_config': null}").providerConfig());
        assertNull(on.registry.resolve().byLocalUuid(on.call(), local).providerConfig());
        assertTrue(items().stream().noneMatch(item -> item.containsKey("provider_config")));
    }

    @Test
    void without_a_keyset_a_configuration_is_refused_and_nothing_is_written() {
        TestRegistry without = new TestRegistry(name, table, new NoKeyset());
        Refusal refused = assertThrows(Refusal.class, () -> without.register(project(local, CONFIG)));
        assertEquals(Reason.SECRETS_NOT_CONFIGURED, refused.reason());
        assertEquals(List.of(), items());

        without.register(project(local, ""));
        String config = "{'provider_config': {'token': '" + SECRET + "'}}";
        assertEquals(
                Reason.SECRETS_NOT_CONFIGURED,
                assertThrows(Refusal.class, () -> edit(without, config)).reason());
    }

    @Test
    void with_another_keyset_a_configuration_does_not_open() {
        on.register(project(local, CONFIG));
        TestRegistry other = new TestRegistry(name, table, new KeysetSealing(Keyset.of(Keyset.generate())));
        assertThrows(IllegalStateException.class, () -> other.registry.resolve().byLocalUuid(on.call(), local));
    }

    @Test
    void a_configuration_moved_to_another_project_does_not_open() {
        on.register(project(local, CONFIG));
        UUID other = UUID.randomUUID();
        on.register(project(other, CONFIG));
        Map<String, AttributeValue> mixed = new HashMap<>(item(local));
        mixed.put("provider_config", Objects.requireNonNull(item(other).get("provider_config")));
        try (DynamoDbClient client = TestStore.client(TestStore.endpoint())) {
            client.putItem(put -> put.tableName(name).item(mixed));
        }
        assertThrows(IllegalStateException.class, () -> on.registry.resolve().byLocalUuid(on.call(), local));
    }

    private Project edit(TestRegistry registry, String json) {
        byte[] patch = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        UUID cloudUuid = CloudUuid.derive("acme", local);
        return registry.registry
                .change()
                .edit(registry.call(), cloudUuid, ProjectEdit.read(Fields.of(StrictJson.parse(patch))), null);
    }

    private void assertNoSecretStored() {
        List<Map<String, AttributeValue>> items = items();
        assertTrue(items.stream().anyMatch(item -> item.containsKey("provider_config")), items.toString());
        for (Map<String, AttributeValue> item : items) {
            for (AttributeValue value : item.values()) {
                assertFalse(value.toString().contains(SECRET), item.toString());
                if (value.b() != null) {
                    assertFalse(value.b().asString(StandardCharsets.ISO_8859_1).contains(SECRET), item.toString());
                }
            }
        }
    }

    private Map<String, AttributeValue> item(UUID project) {
        AttributeValue sk =
                AttributeValue.fromS(CloudUuid.derive("acme", project).toString());
        return items().stream()
                .filter(item -> sk.equals(item.get("sk")))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, AttributeValue>> items() {
        try (DynamoDbClient client = TestStore.client(TestStore.endpoint())) {
            return client.scan(scan -> scan.tableName(name).consistentRead(true))
                    .items();
        }
    }
}
