package dev.holdfast.planka;

import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.Secret;
import dev.holdfast.spi.Status;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The keys that a board on a Planka server is configured with, and how their values go together. */
final class Settings {

    static final ConfigKey<URI> BASE_URL = ConfigKey.url("base_url", "Where the Planka server is, 2.1 or later")
            .required()
            .example("https://planka.example.com");
    static final ConfigKey<Secret> API_KEY = ConfigKey.secret(
                    "api_key", "An API key of the account; or give username and password")
            .example("Kd83jfLw_made-up");
    static final ConfigKey<String> USERNAME = ConfigKey.text("username", "User name or e-mail address of the account")
            .example("holdfast")
            .incidental();
    static final ConfigKey<Secret> PASSWORD =
            ConfigKey.secret("password", "The account's password").example("correct horse battery staple");
    static final ConfigKey<Boolean> ACCEPT_TERMS = ConfigKey.bool(
                    "accept_terms", "Whether the server's terms are accepted for an account that logs in by password")
            .defaultsTo("false")
            .incidental();
    static final ConfigKey<String> BOARD = ConfigKey.text(
                    "board", "Id of the board, which ends its address; or give a project")
            .example("1912833075218220042");
    static final ConfigKey<String> PROJECT =
            ConfigKey.text("project", "Id of the project that the board is in").example("1912833072366093320");
    static final ConfigKey<String> BOARD_NAME =
            ConfigKey.text("board_name", "Name of the board in the project").defaultsTo("Holdfast");
    static final ConfigKey<Map<String, String>> STATUSES = ConfigKey.pairs(
                    "statuses", "Lists and the status of the tasks in them, where their names do not tell")
            .example("Icebox = todo; In Review = in progress");
    static final ConfigKey<Map<String, String>> PRIORITIES = ConfigKey.pairs(
                    "priorities", "Labels that stand for priorities; the others stay priority/low and so on")
            .example("Hot = urgent; Sev 2 = high");
    static final ConfigKey<Map<String, String>> LABELS = ConfigKey.pairs(
                    "labels", "Labels of the board and what they are called outside it")
            .example("Bug report = bug");

    static final List<ConfigKey<?>> KEYS = List.of(
            BASE_URL,
            API_KEY,
            USERNAME,
            PASSWORD,
            ACCEPT_TERMS,
            BOARD,
            PROJECT,
            BOARD_NAME,
            STATUSES,
            PRIORITIES,
            LABELS);

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");

    private Settings() {}

    /** @throws InvalidConfig when none or two ways to prove who calls are given */
    static Access access(ProviderConfig config, Exchange exchange) {
        Optional<Secret> key = config.find(API_KEY);
        Optional<String> user = config.find(USERNAME);
        Optional<Secret> password = config.find(PASSWORD);
        if (key.isPresent() == (user.isPresent() || password.isPresent())) {
            throw invalid(API_KEY, "or username and password must be given, and not both");
        }
        if (key.isPresent()) {
            return new Access.ByKey(key.get());
        }
        return new Login(
                exchange,
                user.orElseThrow(() -> invalid(USERNAME, "is required beside a password")),
                password.orElseThrow(() -> invalid(PASSWORD, "is required beside a username")),
                config.get(ACCEPT_TERMS));
    }

    /** @throws InvalidConfig when neither a board nor a project is given, or what is given is no id */
    static BoardPlace place(ProviderConfig config) {
        Optional<String> board = id(config, BOARD);
        Optional<String> project = id(config, PROJECT);
        if (board.isPresent()) {
            return BoardPlace.of(board.get());
        }
        return BoardPlace.named(
                project.orElseThrow(() -> invalid(BOARD, "or project is required")), config.get(BOARD_NAME));
    }

    /** @throws InvalidConfig when a status or priority is none */
    static Mapping mapping(ProviderConfig config) {
        Map<String, Status> statuses = new LinkedHashMap<>();
        read(config, STATUSES, Status::of, "must name to do, in progress, blocked or done for each list")
                .forEach((list, status) -> statuses.put(Texts.plain(list), status));
        return new Mapping(
                config.get(BASE_URL),
                new StatusNames(statuses),
                new LabelNames(
                        read(config, PRIORITIES, Priority::of, "must name low, medium, high or urgent for each label"),
                        config.find(LABELS).orElse(Map.of())));
    }

    private static <T> Map<String, T> read(
            ProviderConfig config,
            ConfigKey<Map<String, String>> key,
            Function<String, Optional<T>> meaning,
            String expected) {
        Map<String, T> read = new LinkedHashMap<>();
        config.find(key)
                .orElse(Map.of())
                .forEach((name, text) -> read.put(name, meaning.apply(text).orElseThrow(() -> invalid(key, expected))));
        return read;
    }

    private static Optional<String> id(ProviderConfig config, ConfigKey<String> key) {
        Optional<String> text = config.find(key);
        if (text.isPresent() && !ID.matcher(text.get()).matches()) {
            throw invalid(key, "must be the number at the end of its address");
        }
        return text;
    }

    private static InvalidConfig invalid(ConfigKey<?> key, String expected) {
        return new InvalidConfig(Map.of(key.name(), expected));
    }
}
