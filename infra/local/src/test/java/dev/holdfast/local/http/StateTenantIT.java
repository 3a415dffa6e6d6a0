package dev.holdfast.local.http;

import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.registration;
import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.local.LocalProcess;
import dev.holdfast.local.LocalTokens;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That stores are their tenant's and their project's alone. */
class StateTenantIT {
    private static LocalProcess process;
    private static LocalTokens tokens;
    private static Client client;

    @BeforeAll
    static void start(@TempDir Path data) {
        process = LocalProcess.start(data, "--quiet", "--instances", "2");
        tokens = LocalTokens.of(data);
        client = new Client(process.baseUri(), tokens.allScopes("acme"));
    }

    @AfterAll
    static void stop() {
        client.close();
        process.close();
    }

    @Test
    void a_foreign_store_answers_byte_for_byte_as_one_of_no_project() {
        StoreCalls ours = StoreCalls.register(client);
        client.send(ours.save("plan", "{}")).expect(201);
        String other = tokens.allScopes("intruder");
        List<Call> foreign = ours.oneOfEach("plan");
        List<Call> absent = new StoreCalls(uuid()).oneOfEach("plan");
        for (int i = 0; i < foreign.size(); i++) {
            Answer none = client.send(absent.get(i).as(other)).expect(404, "PROJECT_NOT_FOUND");
            Answer theirs = client.send(foreign.get(i).as(other)).expect(404);
            assertEquals(none.text(), theirs.text());
            assertEquals(none.stableHeaders(), theirs.stableHeaders());
        }
        Answer standing = client.send(ours.load("plan")).expect(200);
        assertEquals("\"1\"", standing.header("ETag"));
    }

    @Test
    void stores_of_two_projects_do_not_meet() {
        StoreCalls one = StoreCalls.register(client);
        StoreCalls other = StoreCalls.register(client);
        client.send(one.save("plan", "1").keyed("key")).expect(201);
        client.send(other.save("plan", "2").keyed("key")).expect(201);
        assertEquals("1", client.send(one.load("plan")).json().path("data").toString());
        assertEquals("2", client.send(other.load("plan")).json().path("data").toString());
        client.send(one.save("more", "3")).expect(201);
        String cursor = client.send(one.list("limit=1")).text("next_cursor");
        client.send(other.list("limit=1&cursor=" + cursor)).expect(400, "INVALID_CURSOR");
        client.send(one.history("plan", "cursor=" + cursor)).expect(400, "INVALID_CURSOR");
    }

    @Test
    void stores_go_with_their_project_and_one_registered_anew_has_none() {
        String local = uuid();
        String cloud =
                client.send(Call.register(registration(local))).expect(201).text("cloud_uuid");
        StoreCalls stores = new StoreCalls(cloud);
        client.send(stores.save("plan", "{\"life\": 1}")).expect(201);
        client.send(stores.save("other", "{}")).expect(201);
        client.send(Call.delete(PROJECTS + cloud + "/")).expect(202);
        // Twice, so that each instance is asked.
        for (int i = 0; i < 2; i++) {
            stores.oneOfEach("plan").forEach(call -> client.send(call).expect(404, "PROJECT_NOT_FOUND"));
        }
        Answer anew = client.send(Call.register(registration(local))).expect(201);
        assertEquals(cloud, anew.text("cloud_uuid"), "a project keeps its UUID");
        for (int i = 0; i < 2; i++) {
            client.send(stores.load("plan")).expect(404, "STORE_NOT_FOUND");
            assertEquals(
                    0,
                    client.send(stores.list(""))
                            .expect(200)
                            .json()
                            .path("items")
                            .size());
        }
        client.send(stores.save("plan", "{\"life\": 2}")).expect(201);
        for (int i = 0; i < 2; i++) {
            Answer loaded = client.send(stores.load("plan")).expect(200);
            assertEquals("{\"life\":2}", loaded.json().path("data").toString());
            assertEquals("\"1\"", loaded.header("ETag"));
        }
    }

    @Test
    void a_project_has_up_to_200_stores() {
        StoreCalls stores = StoreCalls.register(client);
        for (int i = 0; i < 200; i++) {
            client.send(stores.save("s" + i, "0")).expect(201);
        }
        Answer refused = client.send(stores.save("s200", "0")).expect(422, "TOO_MANY_STORES");
        assertEquals(200, refused.json().path("limit").intValue());
        client.send(stores.load("s200")).expect(404, "STORE_NOT_FOUND");
        client.send(stores.delete("s0")).expect(200);
        client.send(stores.save("s200", "0")).expect(201);
    }
}
