package dev.holdfast.local.http;

import static dev.holdfast.local.http.Samples.uuid;
import static dev.holdfast.local.http.StoreCalls.etag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.local.LocalProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saving, reading, patching and deleting stores over HTTP; each test is a tenant of its own. */
class StateIT {
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
        client = new Client(
                process.baseUri(),
                process.token(uuid(), "projects:read", "projects:write", "state:read", "state:write"));
        stores = StoreCalls.register(client);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_store_is_created_changed_and_left_alone() {
        Answer created = client.send(stores.save("plan", "{\"a\": 1}")).expect(201);
        assertWritten(created, 1, true, true);
        assertEquals("\"1\"", created.header("ETag"));
        assertEquals("test", created.text("updated_by"));
        Answer changed = client.send(stores.save("plan", "{\"a\": 2}")).expect(200);
        assertWritten(changed, 2, true, false);
        Answer same = client.send(stores.save("plan", "{ \"a\" : 2 }")).expect(200);
        assertWritten(same, 2, false, false);
        assertEquals(changed.text("updated_at"), same.text("updated_at"));
        assertData("{\"a\":2}", client.send(stores.load("plan")).expect(200));
    }

    @Test
    void metadata_and_schema_version_are_kept_beside_the_data() {
        Call whole = Call.of("PUT", stores.address("plan"))
                .json("{\"data\": [], \"metadata\": {\"owner\": \"ann\"}, \"schema_version\": \"2.0.0\"}");
        assertEquals("2.0.0", client.send(whole).expect(201).text("schema_version"));
        client.send(stores.save("plan", "[1]")).expect(200);
        Answer loaded = client.send(stores.load("plan")).expect(200);
        assertEquals("{\"owner\":\"ann\"}", loaded.json().path("metadata").toString());
        assertEquals("2.0.0", loaded.text("stored_schema_version"));
        assertEquals("persistent", loaded.text("mode"));
        assertTrue(loaded.json().path("expires_at").isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "\"text\"", "0", "[]", "{}", "1.0", "1e2", "-0", "0.10", "1E+2"})
    void any_json_is_a_document_and_comes_back_as_it_was_written(String json) {
        client.send(stores.save("plan", json)).expect(201);
        assertData(json, client.send(stores.load("plan")).expect(200));
        assertFalse(client.send(stores.save("plan", json))
                .expect(200)
                .json()
                .path("changed")
                .booleanValue());
    }

    @Test
    void numbers_and_the_order_of_members_stay_as_they_were_written() {
        String json = "{\"z\":1.0,\"a\":1e2,\"long\":123456789012345678901234567890,\"m\":[0.10,-0,1E-7],"
                + "\"text\":\"\\u0000 \\\" é 🐙\"}";
        client.send(stores.save("plan", json)).expect(201);
        assertData(json, client.send(stores.load("plan")));
        client.send(stores.patch("plan", "[{\"op\":\"replace\",\"path\":\"/z\",\"value\":1.00}]"))
                .expect(200);
        String patched = json.replace("1.0,", "1.00,");
        assertData(patched, client.send(stores.load("plan")));
        assertData(json, client.send(stores.load("plan", 1)));
        client.send(stores.patch("plan", "{\"new\":2.50}")).expect(200);
        assertData(patched.replaceFirst("}$", ",\"new\":2.50}"), client.send(stores.load("plan")));
    }

    @Test
    void an_earlier_state_is_read_by_its_seq() {
        for (int i = 1; i <= 5; i++) {
            client.send(stores.save("plan", "{\"n\": " + i + "}"));
        }
        for (int i = 1; i <= 5; i++) {
            Answer past = client.send(stores.load("plan", i)).expect(200);
            assertData("{\"n\":" + i + "}", past);
            assertEquals(etag(i), past.header("ETag"));
        }
        client.send(stores.load("plan", 6)).expect(400, "BASE_AHEAD");
        client.send(stores.load("plan", 0)).expect(410, "HISTORY_GONE");
    }

    @Test
    void who_has_the_newest_state_is_told_so_without_a_body() {
        client.send(stores.save("plan", "{}")).expect(201);
        for (String known : new String[] {"\"1\"", "W/\"1\"", "\"7\", \"1\"", "*"}) {
            Answer same = client.send(stores.load("plan").with("If-None-Match", known));
            assertEquals("\"1\"", same.expect(304).header("ETag"));
            assertEquals("", same.text());
        }
        client.send(stores.load("plan").with("If-None-Match", "\"2\"")).expect(200);
    }

    @Test
    void head_answers_as_get_without_the_body() {
        client.send(stores.save("plan", "{}")).expect(201);
        Answer head = client.send(Call.of("HEAD", stores.address("plan"))).expect(200);
        assertEquals("\"1\"", head.header("ETag"));
        assertEquals("", head.text());
        client.send(Call.of("HEAD", stores.address("plan")).with("If-None-Match", "\"1\""))
                .expect(304);
        for (String under : new String[] {"changes/", "history/", "config/"}) {
            assertEquals(
                    "",
                    client.send(Call.of("HEAD", stores.address("plan") + under))
                            .expect(200)
                            .text());
        }
        client.send(Call.of("HEAD", stores.address("none"))).expect(404);
    }

    @Test
    void a_save_meets_the_state_it_was_meant_for_or_nothing() {
        client.send(stores.save("plan", "1").with("If-Match", etag(1))).expect(400, "BASE_AHEAD");
        client.send(stores.save("plan", "1")).expect(201);
        client.send(stores.save("plan", "2").with("If-Match", etag(1))).expect(200);
        Answer stale =
                client.send(stores.save("plan", "3").with("If-Match", etag(1))).expect(409, "VERSION_CONFLICT");
        assertEquals(2, stale.json().path("current_seq").intValue());
        client.send(stores.create("plan", "3")).expect(409, "STORE_EXISTS");
        client.send(stores.save("plan", "3").with("If-Match", "*")).expect(200);
    }

    @Test
    void a_repeated_change_answers_as_the_first_time() {
        Call create = stores.save("plan", "{\"a\": 1}").keyed("create");
        Call change =
                stores.save("plan", "{\"a\": 2}").with("If-Match", etag(1)).keyed("change");
        Call remove = stores.delete("plan").keyed("remove");
        Answer created = client.send(create).expect(201);
        Answer changed = client.send(change).expect(200);
        Answer removed = client.send(remove).expect(200);
        client.send(stores.create("plan", "{}")).expect(201);
        assertEquals(created.json(), client.send(create).expect(201).json());
        assertEquals(changed.json(), client.send(change).expect(200).json());
        assertEquals(removed.json(), client.send(remove).expect(200).json());
        assertData("{}", client.send(stores.load("plan")).expect(200));
    }

    @Test
    void a_deleted_store_is_gone_until_it_is_created_anew_and_its_seq_goes_on() {
        client.send(stores.save("plan", "{\"life\": 1}")).expect(201);
        client.send(stores.delete("plan").with("If-Match", etag(2))).expect(400, "BASE_AHEAD");
        Answer deleted =
                client.send(stores.delete("plan").with("If-Match", etag(1))).expect(200);
        assertWritten(deleted, 2, true, false);
        for (Call call : stores.oneOfEach("plan")) {
            boolean one = call.target().contains("/plan/");
            boolean creates = "*".equals(call.headers().get("If-None-Match"));
            if (one && !creates) {
                Answer gone = client.send(call).expect(404, "STORE_EXPIRED");
                assertEquals(2, gone.json().path("current_seq").intValue());
            }
        }
        assertWritten(client.send(stores.create("plan", "{\"life\": 2}")).expect(201), 3, true, true);
        assertData("{\"life\":2}", client.send(stores.load("plan")).expect(200));
        client.send(stores.load("plan", 1)).expect(410, "HISTORY_GONE");
        client.send(stores.save("plan", "{}").with("If-Match", etag(1))).expect(409);
    }

    @Test
    void a_rollback_brings_earlier_data_back_as_a_new_change() {
        client.send(stores.save("plan", "{\"a\": 1.0}")).expect(201);
        client.send(stores.save("plan", "{\"b\": 2}")).expect(200);
        assertWritten(client.send(stores.rollback("plan", 1)).expect(200), 3, true, false);
        assertData("{\"a\":1.0}", client.send(stores.load("plan")).expect(200));
        client.send(stores.rollback("plan", 2).with("If-Match", etag(2))).expect(409, "VERSION_CONFLICT");
        assertWritten(client.send(stores.rollback("plan", 3)).expect(200), 3, false, false);
        client.send(stores.rollback("plan", 4)).expect(400, "BASE_AHEAD");
    }

    @Test
    void a_store_goes_at_its_age_and_its_address_says_so() {
        client.send(stores.configure("short", "{\"mode\": \"transient\", \"max_age_secs\": 1}"))
                .expect(201);
        client.send(stores.configure("long", "{\"mode\": \"transient\"}")).expect(201);
        PersistentClient.until(
                () -> client.send(stores.list("")).json().path("items").size() == 1);
        client.send(stores.load("short")).expect(404, "STORE_EXPIRED");
        client.send(stores.save("short", "{}")).expect(404, "STORE_EXPIRED");
        client.send(stores.create("short", "{}")).expect(201);
        assertFalse(client.send(stores.load("long"))
                .expect(200)
                .json()
                .path("expires_at")
                .isNull());
    }

    private static void assertWritten(Answer answer, long seq, boolean changed, boolean created) {
        assertEquals(seq, answer.json().path("seq").longValue(), answer.text());
        assertEquals(changed, answer.json().path("changed").booleanValue(), answer.text());
        assertEquals(created, answer.json().path("created").booleanValue(), answer.text());
        assertEquals(etag(seq), answer.header("ETag"));
    }

    private static void assertData(String json, Answer loaded) {
        assertTrue(loaded.text().contains("\"data\":" + json + ",\"metadata\""), loaded.text());
    }
}
