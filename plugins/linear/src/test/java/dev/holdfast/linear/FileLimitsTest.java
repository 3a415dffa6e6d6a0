package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FileLimitsTest {

    private static final Duration WAIT = Duration.ofSeconds(40);

    private final Bench bench = new Bench();
    private final OnBoard board = new OnBoard(bench.ready());
    private final BoardCommand.Attach attach = new BoardCommand.Attach(
            UUID.randomUUID(), board.create("with a file").id(), "a.txt", "text/plain", Content.of("abc"));

    FileLimitsTest() throws IOException {}

    @AfterEach
    void stop() {
        bench.close();
    }

    private BoardProvider limited(String method) {
        BoardProvider provider = bench.provider(Map.of(), call -> send(call, method));
        provider.connect();
        return provider;
    }

    private HttpAnswer send(HttpCall call, String limited) {
        return call.method().equals(limited)
                ? new HttpAnswer(429, Map.of("retry-after", List.of("40")), Content.of(""))
                : bench.http().send(call);
    }

    private void assertIsLimitedFor40Seconds(BoardProvider provider, Runnable use) {
        BoardFailure first = assertThrows(BoardFailure.RateLimited.class, use::run);
        int calls = bench.linear.misbehaviour.calls();

        assertEquals(WAIT, first.retryAfter().orElseThrow());
        assertThrows(BoardFailure.RateLimited.class, provider::board);
        assertEquals(calls, bench.linear.misbehaviour.calls());
        bench.putForward(WAIT);
        assertEquals("Engineering", provider.board().name());
    }

    @Test
    void nothing_is_asked_while_the_store_takes_no_more_files() {
        BoardProvider provider = limited("PUT");

        assertIsLimitedFor40Seconds(provider, () -> provider.apply(attach));
    }

    @Test
    void nothing_is_asked_while_the_store_hands_out_no_more_files() {
        board.provider().apply(attach);
        BoardProvider provider = limited("GET");

        assertIsLimitedFor40Seconds(
                provider, () -> provider.download(attach.task(), attach.id().toString()));
    }
}
