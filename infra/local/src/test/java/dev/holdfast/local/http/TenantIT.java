package dev.holdfast.local.http;

import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.oneOfEach;
import static dev.holdfast.local.http.Samples.registration;
import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.holdfast.local.LocalProcess;
import dev.holdfast.local.LocalTokens;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That tenants know nothing of each other. */
class TenantIT {
    private static LocalProcess process;
    private static LocalTokens tokens;
    private static Client client;

    @BeforeAll
    static void start(@TempDir Path data) {
        process = LocalProcess.start(data, "--quiet");
        tokens = LocalTokens.of(data);
        client = new Client(process.baseUri(), tokens.allScopes("acme"));
    }

    @AfterAll
    static void stop() {
        client.close();
        process.close();
    }

    @Test
    void tenants_do_not_see_each_other() {
        String local = uuid();
        Answer ours = client.send(Call.register(registration(local))).expect(201);
        String other = tokens.allScopes(uuid());
        Answer theirs =
                client.send(Call.register(registration(local)).as(other)).expect(201);
        assertNotEquals(ours.text("cloud_uuid"), theirs.text("cloud_uuid"));
        String project = PROJECTS + ours.text("cloud_uuid") + "/";
        client.send(Call.get(project).as(other)).expect(404, "PROJECT_NOT_FOUND");
        client.send(Call.delete(project).as(other)).expect(404, "PROJECT_NOT_FOUND");
        client.send(Call.get(project)).expect(200);
    }

    @Test
    void a_foreign_project_answers_byte_for_byte_as_one_that_does_not_exist() {
        String local = uuid();
        String cloud =
                client.send(Call.register(registration(local))).expect(201).text("cloud_uuid");
        String other = tokens.allScopes("intruder");
        List<Call> foreign = oneOfEach(cloud);
        List<Call> absent = oneOfEach(uuid());
        for (int i = 0; i < foreign.size(); i++) {
            if (foreign.get(i).target().contains(cloud)) {
                assertSameAnswer(
                        client.send(absent.get(i).as(other)).expect(404),
                        client.send(foreign.get(i).as(other)).expect(404));
            }
        }
        assertSameAnswer(
                client.send(Call.get(PROJECTS + "by-local-uuid/" + uuid()).as(other))
                        .expect(404),
                client.send(Call.get(PROJECTS + "by-local-uuid/" + local).as(other))
                        .expect(404));
        client.send(Call.get(PROJECTS + cloud)).expect(200);
    }

    @Test
    void a_tenant_outside_of_the_token_changes_nothing() {
        String local = uuid();
        String tenant = uuid();
        String other = uuid();
        String names = "\"tenant\": \"" + other + "\", \"tenant_id\": \"" + other + "\"";
        Answer created = client.send(Call.register(registration(local, names))
                        .with("X-Tenant-Id", other)
                        .with("X-Tenant", other)
                        .as(tokens.allScopes(tenant)))
                .expect(201);
        assertEquals(tenant, created.text("tenant_id"));
        String list = PROJECTS + "?tenant=" + other + "&tenant_id=" + other;
        Answer ours = client.send(Call.get(list).with("X-Tenant-Id", other).as(tokens.allScopes(tenant)))
                .expect(200);
        assertEquals(1, ours.json().path("items").size());
        Answer theirs = client.send(Call.get(list.replace(other, tenant)).as(tokens.allScopes(other)))
                .expect(200);
        assertEquals(0, theirs.json().path("items").size());
        client.send(Call.patch(PROJECTS + created.text("cloud_uuid"), "{" + names + "}")
                        .as(tokens.allScopes(tenant)))
                .expect(200);
    }

    @Test
    void a_cursor_opens_only_the_list_and_the_tenant_that_gave_it() {
        String tenant = tokens.allScopes(uuid());
        for (int i = 0; i < 3; i++) {
            client.send(Call.register(registration(uuid())).as(tenant)).expect(201);
        }
        String cursor = client.send(Call.get(PROJECTS + "?limit=1").as(tenant)).text("next_cursor");
        client.send(Call.get(PROJECTS + "?limit=2&cursor=" + cursor).as(tenant)).expect(200);
        String altered = (cursor.startsWith("A") ? "B" : "A") + cursor.substring(1);
        for (String query : List.of(
                "?tag=sea&cursor=" + cursor,
                "?status=archived&cursor=" + cursor,
                "?cursor=" + altered,
                "?cursor=AAAA")) {
            client.send(Call.get(PROJECTS + query).as(tenant)).expect(400, "INVALID_CURSOR");
        }
        client.send(Call.get(PROJECTS + "?cursor=" + cursor)).expect(400, "INVALID_CURSOR");
    }

    private static void assertSameAnswer(Answer expected, Answer actual) {
        assertEquals(expected.text(), actual.text());
        assertEquals(expected.stableHeaders(), actual.stableHeaders());
    }
}
