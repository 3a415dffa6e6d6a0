package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.DirectHttp;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;

/** A stand-in with what a test needs to have providers on it, as a host makes them. */
final class Bed implements AutoCloseable {

    private final StandIn standIn = new StandIn();
    private final DirectHttp http = new DirectHttp();
    private final TestClock clock = new TestClock();

    StandIn standIn() {
        return standIn;
    }

    TestClock clock() {
        return clock;
    }

    HttpPort http() {
        return http;
    }

    /** A provider of a board in the stand-in's project, not connected. */
    BoardProvider byKey() {
        return with(Map.of("api_key", StandIn.KEY));
    }

    /** A provider that is configured with this too. */
    BoardProvider with(Map<String, String> more) {
        return with(more, http);
    }

    BoardProvider with(Map<String, String> more, HttpPort port) {
        Map<String, String> config = new HashMap<>(Map.of(
                "base_url",
                standIn.base().toString(),
                "project",
                standIn.project.path("id").textValue()));
        config.putAll(more);
        return factory().create(ProviderConfig.of(factory().configuration(), config), ProviderContext.of(clock, port));
    }

    /** A client whose writes to this path arrive twice, the first time from a request that was taken for lost. */
    BoardProvider doubling(String end) {
        BoardProvider doubling = with(Map.of("api_key", StandIn.KEY), call -> {
            if (isPost(call, end)) {
                HttpAnswer _ = http.send(call);
            }
            return http.send(call);
        });
        doubling.connect();
        return doubling;
    }

    static boolean isPost(HttpCall call, String end) {
        return call.method().equals("POST") && call.url().getPath().endsWith(end);
    }

    /** A provider of a board that is set up. */
    BoardProvider ready() {
        return ready(Map.of());
    }

    /** A provider with this configuration too, of a board that is set up. */
    BoardProvider ready(Map<String, String> more) {
        BoardProvider provider = with(more.containsKey("username") ? more : plus(more, "api_key", StandIn.KEY));
        provider.connect();
        Board _ = provider.setUp();
        return provider;
    }

    private static Map<String, String> plus(Map<String, String> texts, String key, String value) {
        Map<String, String> more = new HashMap<>(texts);
        more.put(key, value);
        return more;
    }

    static Task create(BoardProvider provider, TaskDraft draft) {
        return apply(provider, new BoardCommand.Create(UUID.randomUUID(), draft));
    }

    static Task create(BoardProvider provider, String name) {
        return create(provider, TaskDraft.named(name).build());
    }

    /** Applies a command that answers with a task. */
    static Task apply(BoardProvider provider, BoardCommand command) {
        return assertInstanceOf(CommandResult.OfTask.class, provider.apply(command))
                .task();
    }

    /** The rows of the board's cards with this name, wherever they are. */
    List<ObjectNode> cards(String name) {
        return standIn.world.where("cards", "name", name);
    }

    /** The only row of a kind in which a column has this value. */
    ObjectNode row(String kind, String column, String value) {
        List<ObjectNode> rows = standIn.world.where(kind, column, value);
        assertEquals(1, rows.size(), () -> kind + " " + rows);
        return rows.getFirst();
    }

    /** How many calls were made since the last {@link StandIn#forget}, by method and status. */
    List<String> heard() {
        return standIn.heard().stream()
                .map(heard -> heard.asked().method() + " " + heard.status())
                .toList();
    }

    static BoardProviderFactory factory() {
        return ServiceLoader.load(BoardProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("planka"))
                .findFirst()
                .orElseThrow();
    }

    /** Fails when a call was made that the server does not know. */
    @Override
    public void close() {
        List<String> mistakes = standIn.mistakes();
        http.close();
        standIn.close();
        assertEquals(List.of(), mistakes);
    }
}
