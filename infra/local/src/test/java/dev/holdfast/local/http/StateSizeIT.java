package dev.holdfast.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.local.LocalProcess;
import dev.holdfast.local.LocalTokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what was taken can be read again, however large, in answers that Lambda carries. */
class StateSizeIT {
    private static LocalProcess process;
    private static Client client;

    @BeforeAll
    static void start(@TempDir Path data) {
        process = LocalProcess.start(data, "--quiet");
        client = new Client(process.baseUri(), LocalTokens.of(data).allScopes("acme"));
    }

    @AfterAll
    static void stop() {
        client.close();
        process.close();
    }

    @Test
    void the_largest_document_is_read_though_each_of_its_characters_needs_an_escape_on_the_way() {
        StoreCalls stores = StoreCalls.register(client);
        String document = "\"" + "\\\"".repeat(2 * 1024 * 1024 - 6) + "\"";
        byte[] body = ("{\"data\": " + document + "}").getBytes(StandardCharsets.UTF_8);
        client.send(stores.save("quotes", "0").body(BadBodies.gzip(body)).with("Content-Encoding", "gzip"))
                .expect(201);
        Answer loaded = client.send(stores.load("quotes")).expect(200);
        assertTrue(loaded.text().contains(document));
    }

    @Test
    void pages_of_large_changes_are_cut_and_who_missed_too_much_gets_a_snapshot() {
        StoreCalls stores = StoreCalls.register(client);
        client.send(stores.save("large", "{\"n\": 0, \"text\": \"\"}")).expect(201);
        for (int n = 1; n <= 8; n++) {
            String text = Character.toString('a' + n).repeat(900_000);
            client.send(stores.patch("large", "{\"n\": " + n + ", \"text\": \"" + text + "\"}"))
                    .expect(200);
        }
        List<Long> seqs = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 8 && cursor != null; page++) {
            JsonNode answer = client.send(stores.changes("large", cursor.isEmpty() ? "since=1" : "cursor=" + cursor))
                    .expect(200)
                    .json();
            answer.path("items").forEach(item -> seqs.add(item.path("seq").longValue()));
            cursor = answer.path("next_cursor").textValue();
        }
        assertEquals(List.of(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L), seqs);
        JsonNode messages =
                client.send(stores.hello("{\"large\": 1}")).expect(200).json().path("messages");
        assertEquals(1, messages.size());
        assertEquals("snapshot", messages.at("/0/type").textValue());
        assertEquals(8, messages.at("/0/state/n").intValue());
    }
}
