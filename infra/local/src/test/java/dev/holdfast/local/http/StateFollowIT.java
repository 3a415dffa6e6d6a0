package dev.holdfast.local.http;

import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.local.LocalProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Following and listing stores over HTTP; each test is a tenant of its own. */
class StateFollowIT {
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
    void hello_tells_each_store_what_is_missing() {
        count("behind", 4);
        count("even", 3);
        count("ahead", 2);
        count("unknown", 2);
        count("gone", 2);
        client.send(stores.delete("gone")).expect(200);
        count("anew", 2);
        client.send(stores.delete("anew")).expect(200);
        client.send(stores.create("anew", "{\"n\": 9}")).expect(201);
        JsonNode greeting = client.send(stores.hello(
                        "{\"behind\":2,\"even\":3,\"ahead\":7,\"unknown\":0,\"gone\":2,\"anew\":2,\"none\":0}"))
                .expect(200)
                .json();
        assertEquals(
                List.of(
                        "behind 3 patch",
                        "behind 4 patch",
                        "ahead 2 snapshot",
                        "unknown 2 snapshot",
                        "anew 4 snapshot"),
                greeting.path("messages")
                        .valueStream()
                        .map(it -> it.path("store").asText() + " " + it.path("seq") + " "
                                + it.path("type").asText())
                        .toList());
        assertEquals(
                "[{\"op\":\"replace\",\"path\":\"/n\",\"value\":3}]",
                greeting.at("/messages/0/patch").toString());
        assertEquals("{\"n\":9}", greeting.at("/messages/4/state").toString());
        assertEquals(
                "{\"behind\":4,\"even\":3,\"ahead\":2,\"unknown\":2,\"anew\":4}",
                greeting.path("stores").toString());
        assertEquals(
                "{\"gone\":\"STORE_EXPIRED\",\"none\":\"STORE_NOT_FOUND\"}",
                greeting.path("gone").toString());
    }

    @Test
    void hello_greets_up_to_200_stores() {
        String known = String.join(
                ",", IntStream.range(0, 201).mapToObj(i -> "\"s" + i + "\":0").toList());
        client.send(stores.hello("{" + known + "}")).expect(400, "INVALID_INPUT");
        client.send(stores.hello("{" + known.replace("\"s200\":0", "\"s199\":0") + "}"))
                .expect(400);
        Answer greeting = client.send(stores.hello("{" + known.replace(",\"s200\":0", "") + "}"))
                .expect(200);
        assertEquals(200, greeting.json().path("gone").size());
    }

    @Test
    void a_snapshot_comes_where_patches_do_not_lead() {
        count("plan", 2);
        client.send(stores.configure("plan", "{\"schema_version\": \"1.1.0\"}")).expect(200);
        JsonNode versions =
                client.send(stores.hello("{\"plan\": 2}")).expect(200).json();
        assertEquals("snapshot", versions.at("/messages/0/type").textValue());
        assertEquals("1.1.0", versions.at("/messages/0/schema_version").textValue());
        count("long", 110);
        assertEquals(
                1,
                client.send(stores.hello("{\"long\": 1}"))
                        .expect(200)
                        .json()
                        .path("messages")
                        .size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void pages_of_changes_hold_every_patch_once_in_order(int limit) {
        count("plan", 9);
        List<Long> seqs = seqs(stores.changes("plan", "since=2&limit=" + limit));
        assertEquals(LongStream.rangeClosed(3, 9).boxed().toList(), seqs);
        assertTrue(seqs(stores.changes("plan", "since=9&limit=" + limit)).isEmpty());
        client.send(stores.changes("plan", "since=10")).expect(400, "BASE_AHEAD");
        JsonNode whole = client.send(stores.changes("plan", "")).expect(200).json();
        assertEquals("{\"n\":9}", whole.at("/items/0/state").toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void pages_of_history_hold_every_entry_once_newest_first(int limit) {
        count("plan", 5);
        client.send(stores.configure("plan", "{\"schema\": {}}")).expect(200);
        client.send(stores.delete("plan")).expect(200);
        client.send(stores.create("plan", "{}")).expect(201);
        assertEquals(List.of(8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L), seqs(stores.history("plan", "limit=" + limit)));
        JsonNode items =
                client.send(stores.history("plan", "")).expect(200).json().path("items");
        assertEquals(
                List.of("open", "close", "configure", "change", "change", "change", "change", "open"),
                items.valueStream().map(it -> it.path("kind").textValue()).toList());
        assertEquals("deleted", items.at("/1/reason").textValue());
        assertEquals("[\"/n\"]", items.at("/3/paths").toString());
    }

    @Test
    void pages_of_a_list_hold_every_store_once_by_name() {
        List<String> names = new ArrayList<>();
        for (String name : List.of("c", "a", "B", "b.1", "b", "z-9", "gone")) {
            client.send(stores.save(name, "{\"size\": 1}")).expect(201);
            names.add(name);
        }
        client.send(stores.delete("gone")).expect(200);
        names.remove("gone");
        names.sort(null);
        List<String> listed = new ArrayList<>();
        pages(stores.list("limit=2"))
                .forEach(page -> page.path("items")
                        .forEach(item -> listed.add(item.path("store").textValue())));
        assertEquals(names, listed);
        JsonNode first = client.send(stores.list("")).expect(200).json().at("/items/0");
        assertEquals("{\"size\":1}".length(), first.path("data_bytes").intValue());
        assertEquals(1, first.path("seq").intValue());
        StoreCalls other = StoreCalls.register(client);
        assertEquals(
                0, client.send(other.list("")).expect(200).json().path("items").size());
    }

    private void count(String store, int to) {
        client.send(stores.save(store, "{\"n\": 1}")).expect(201);
        for (int n = 2; n <= to; n++) {
            client.send(stores.patch(store, "{\"n\": " + n + "}")).expect(200);
        }
    }

    private List<Long> seqs(Call list) {
        return pages(list).stream()
                .flatMap(page -> page.path("items").valueStream())
                .map(item -> item.path("seq").longValue())
                .toList();
    }

    private List<JsonNode> pages(Call list) {
        List<JsonNode> pages = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 50; page++) {
            JsonNode answer =
                    client.send(Call.get(list.target() + cursor)).expect(200).json();
            pages.add(answer);
            if (answer.path("next_cursor").isNull()) {
                return pages;
            }
            cursor = "&cursor=" + answer.path("next_cursor").textValue();
        }
        throw new AssertionError("The list has no end");
    }
}
