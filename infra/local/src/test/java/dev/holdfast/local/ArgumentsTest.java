package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Test
    void up_without_options_serves_one_instance_on_8080_over_an_embedded_store() {
        assertEquals(
                new Action.Up(8080, Path.of("./.holdfast"), null, 1, null, false),
                Arguments.parse("up"),
                "the defaults");
    }

    @Test
    void up_takes_every_option() {
        assertEquals(
                new Action.Up(0, Path.of("/a b"), URI.create("https://db.example:9"), 16, Path.of("/p"), true),
                Arguments.parse(
                        "up",
                        "--port",
                        "0",
                        "--data=/a b",
                        "--dynamodb",
                        "https://db.example:9",
                        "--instances",
                        "16",
                        "--plugins",
                        "/p",
                        "--quiet"));
    }

    @Test
    void a_token_without_options_has_every_scope() {
        assertEquals(
                new Action.Token(
                        "local", "local", LocalIssuer.ALL_SCOPES, Duration.ofHours(12), Path.of("./.holdfast")),
                Arguments.parse("token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:read b:write", "a:read,b:write", "a:read, b:write"})
    void scopes_in_one_argument_are_taken_apart(String scopes) {
        Action.Token token = assertInstanceOf(
                Action.Token.class, Arguments.parse("token", "--scope", scopes, "--tenant", "t", "--ttl", "30m"));
        assertEquals(List.of("a:read", "b:write"), token.scopes());
        assertEquals(Duration.ofMinutes(30), token.ttl());
    }

    @Test
    void scopes_in_several_arguments_end_at_the_next_option() {
        Action.Token token = assertInstanceOf(
                Action.Token.class, Arguments.parse("token", "--scope", "a", "b", "--scope", "c", "--subject", "s"));
        assertEquals(List.of("a", "b", "c"), token.scopes());
        assertEquals("s", token.subject());
    }

    @ParameterizedTest
    @CsvSource({
        "up --prot 1, --prot",
        "up --port, --port",
        "up --port 65536, 0 to 65535",
        "up --port x, 0 to 65535",
        "up --instances 0, 1 to 16",
        "up --instances 17, 1 to 16",
        "up --dynamodb ftp://x, http",
        "up --dynamodb http://, http",
        "up more, more",
        "token --ttl 0s, duration",
        "token --ttl -5m, duration",
        "token --ttl soon, duration",
        "token --tenant a/b, tenant",
        "serve, serve"
    })
    void a_mistake_is_answered_with_one_line_and_status_2(String line, String named) {
        Action.Reply reply = assertInstanceOf(Action.Reply.class, Arguments.parse(line.split(" ", -1)));
        assertEquals(2, reply.status());
        assertEquals(1, reply.text().lines().count(), reply.text());
        assertTrue(reply.text().contains(named), reply.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "token"})
    void help_is_printed_with_status_0(String command) {
        Action.Reply reply = assertInstanceOf(Action.Reply.class, Arguments.parse(command, "--help"));
        assertEquals(0, reply.status());
        assertTrue(reply.text().contains("--data"), reply.text());
    }
}
