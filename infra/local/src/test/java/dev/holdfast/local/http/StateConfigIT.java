package dev.holdfast.local.http;

import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.local.LocalProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuring stores, and what that does to their documents, over HTTP; each test is a tenant of its own. */
class StateConfigIT {
    private static LocalProcess process;

    private Client client;
    private StoreCalls stores;

    @BeforeAll
    static void start(@TempDir Path data) {
        process = LocalProcess.start(data, "--quiet", "--instances", "2");
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @BeforeEach
    void connect() {
        client = new Client(process.baseUri(), process.token(uuid(), "projects:write", "state:read", "state:write"));
        stores = StoreCalls.register(client);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_configuration_reads_as_it_was_set_with_every_default() {
        client.send(stores.save("plan", "{\"n\": 1}")).expect(201);
        Answer before = client.send(stores.config("plan")).expect(200);
        assertEquals("persistent", before.text("mode"));
        String config = """
                {"schema": {"type": "object", "required": ["n"]}, "schema_version": "1.1.0", "history_secs": 172800,
                 "migrations": [{"from": "1.0.0", "to": "1.1.0", "patch": [{"op": "add", "path": "/v", "value": 2}]}],
                 "merge": {"policies": [{"path": "/n", "policy": "incoming"}],
                           "arrays": [{"path": "/l", "mode": "keyed", "key": "id"}]}}""";
        assertEquals(
                2,
                client.send(stores.configure("plan", config))
                        .expect(200)
                        .json()
                        .path("seq")
                        .intValue());
        Answer after = client.send(stores.config("plan")).expect(200);
        assertEquals("1.1.0", after.text("schema_version"));
        assertEquals("/n", after.json().at("/merge/policies/0/path").textValue());
        Answer same = client.send(stores.configure("plan", after.text())).expect(200);
        assertEquals(false, same.json().path("changed").booleanValue());
        Answer migrated = client.send(stores.load("plan")).expect(200);
        assertEquals("{\"n\":1,\"v\":2}", migrated.json().path("data").toString());
        assertEquals("1.0.0", migrated.text("stored_schema_version"));
    }

    @Test
    void a_store_begins_with_its_configured_state_and_goes_on_in_another_mode() {
        Answer created = client.send(stores.configure(
                        "cache", "{\"mode\": \"transient\", \"idle_secs\": 60, \"initial_state\": {\"hits\": 0}}"))
                .expect(201);
        assertTrue(created.json().path("created").booleanValue());
        Answer loaded = client.send(stores.load("cache")).expect(200);
        assertEquals("transient", loaded.text("mode"));
        assertTrue(loaded.json().path("expires_at").isTextual());
        Answer kept = client.send(stores.configure("cache", "{\"mode\": \"persistent\"}")
                        .with("If-Match", "\"1\"")
                        .keyed("keep"))
                .expect(200);
        assertEquals(false, kept.json().path("created").booleanValue());
        assertEquals(3, kept.json().path("seq").intValue());
        Answer after = client.send(stores.load("cache")).expect(200);
        assertEquals("{\"hits\":0}", after.json().path("data").toString());
        assertTrue(after.json().path("expires_at").isNull());
        client.send(stores.configure("cache", "{}").with("If-Match", "\"1\"")).expect(409);
        client.send(stores.configure("cache", "{}").with("If-None-Match", "*")).expect(409, "STORE_EXISTS");
    }

    @Test
    void a_document_is_validated_without_being_saved() {
        String config = "{\"schema\": {\"type\": \"object\", \"properties\": {\"n\": {\"type\": \"integer\"}}}}";
        client.send(stores.configure("plan", config)).expect(201);
        assertTrue(client.send(stores.validate("plan", "{\"data\": {\"n\": 1}}"))
                .expect(200)
                .json()
                .path("valid")
                .booleanValue());
        JsonNode wrong = client.send(stores.validate("plan", "{\"data\": {\"n\": \"1\"}}"))
                .expect(200)
                .json();
        assertEquals(false, wrong.path("valid").booleanValue());
        assertEquals("/n", wrong.at("/violations/0/path").textValue());
        assertEquals(1, client.send(stores.load("plan")).json().path("seq").intValue());
    }
}
