package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private final Bench bench = new Bench();

    CredentialsTest() throws IOException {}

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void an_access_token_goes_with_its_scheme_and_a_personal_key_without() {
        assertEquals(
                "Engineering",
                bench.ready(Map.of("api_key", StandIn.TOKEN)).board().name());
        assertEquals("Engineering", bench.ready().board().name());
        assertThrows(BoardFailure.Unauthorized.class, bench.provider(Map.of("api_key", "lin_api_other"))::connect);
    }

    @Test
    void the_credentials_go_to_the_api_and_the_file_store_and_not_where_files_are_put() {
        List<HttpCall> calls = new ArrayList<>();
        BoardProvider provider = bench.provider(Map.of(), call -> {
            calls.add(call);
            return bench.http().send(call);
        });
        provider.connect();
        Task task = new OnBoard(provider).create("with a file");
        UUID id = UUID.randomUUID();
        provider.apply(new BoardCommand.Attach(id, task.id(), "a.txt", "text/plain", Content.of("abc")));
        provider.download(task.id(), id.toString());

        for (HttpCall call : calls) {
            assertEquals(!call.method().equals("PUT"), call.headers().containsKey("Authorization"), call.method());
        }
        assertTrue(calls.stream().anyMatch(call -> call.method().equals("PUT")));
    }

    @Test
    void an_attachment_that_links_to_elsewhere_is_no_file_and_gets_no_credentials() {
        Node issue = bench.linear.workspace.issue(bench.team, "linked");
        issue.list("attachments")
                .add(bench.linear
                        .workspace
                        .made(new Node())
                        .with("title", "pull request")
                        .with("url", "https://git.example/pull/1")
                        .with("metadata", Map.of("mediaType", "text/plain", "size", 3)));
        BoardProvider provider = bench.ready();
        String id = issue.list("attachments").getFirst().id();

        assertEquals(List.of(), provider.attachments(issue.id()));
        assertThrows(BoardFailure.NotFound.class, () -> provider.download(issue.id(), id));
    }

    @Test
    void nothing_shows_the_credentials() {
        BoardProvider provider = bench.ready();
        String shown = provider + " " + provider.check() + " " + new LinearFactory().configuration();

        assertFalse(shown.contains(StandIn.KEY), shown);
    }
}
