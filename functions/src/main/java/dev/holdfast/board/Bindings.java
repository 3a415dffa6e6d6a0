package dev.holdfast.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Project;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings a project together with its kind of board and the configuration of both tenant and project. Thread-safe. */
final class Bindings {
    private final Table table;
    private final Supplier<Plugins> plugins;
    private final BoardHost host;
    private final Credentials credentials;
    private final Connections connections;

    Bindings(Table table, Supplier<Plugins> plugins, BoardHost host, Credentials credentials, Connections connections) {
        this.table = table;
        this.plugins = plugins;
        this.host = host;
        this.credentials = credentials;
        this.connections = connections;
    }

    /** @throws Refusal BOARD_NOT_CONFIGURED */
    String provider(Project project) {
        return Optional.ofNullable(project.listing().profile().provider())
                .or(host::usualProvider)
                .orElseThrow(() -> new Refusal(
                        Reason.BOARD_NOT_CONFIGURED,
                        "Register the project with a provider, one of those that GET /api/v1/providers/ lists, and its"
                                + " provider_config."));
    }

    /** @throws Refusal PROVIDER_MISSING with those that are {@code installed} */
    BoardProviderFactory factory(String provider) {
        return plugins.get()
                .find(provider)
                .orElseThrow(() -> new Refusal(
                        Reason.PROVIDER_MISSING,
                        "No usable plugin is called so. Install it, or name one that is installed.",
                        Map.of(
                                "provider",
                                provider,
                                "installed",
                                plugins.get().all().stream()
                                        .map(BoardProviderFactory::name)
                                        .toList())));
    }

    /**
     * Reads what the tenant keeps, first.
     *
     * @throws Refusal BOARD_NOT_CONFIGURED, PROVIDER_MISSING, PROVIDER_CONFIG_INVALID
     */
    Binding bind(Budget budget, Project project) {
        Key kept = Credentials.key(project.listing().tenant(), provider(project));
        return bind(project, table.get(budget, kept).orElse(null));
    }

    /**
     * @param kept the item of the tenant's credentials for {@link #provider}; null for none
     * @throws Refusal BOARD_NOT_CONFIGURED, PROVIDER_MISSING, PROVIDER_CONFIG_INVALID
     */
    Binding bind(Project project, @Nullable Item kept) {
        BoardProviderFactory factory = factory(provider(project));
        Map<String, String> texts = texts(factory, project, kept);
        ProviderConfig config;
        try {
            config = ProviderConfig.of(factory.configuration(), texts);
        } catch (InvalidConfig invalid) {
            throw Refusals.of(invalid);
        }
        Connections.Id id = new Connections.Id(
                project.listing().tenant(), project.cloudUuid(), project.incarnation(), factory.name(), digest(texts));
        return new Binding(
                project.ref(), factory, config, host.context(project), id, board(factory, texts), connections);
    }

    /** What is not configured, or as is usual, says nothing: so that a key which a plugin's release adds changes no board. */
    private static String board(BoardProviderFactory factory, Map<String, String> texts) {
        Map<String, String> place = new TreeMap<>(Map.of("", factory.name()));
        for (ConfigKey<?> key : factory.configuration()) {
            @Nullable String text = texts.get(key.name());
            Optional<String> usual = key.defaultText().map(it -> plain(key, it));
            if (!key.isIncidental() && text != null && !usual.equals(Optional.of(plain(key, text)))) {
                place.put(key.name(), plain(key, text));
            }
        }
        return digest(place).substring(0, 16);
    }

    /** The same for whatever is read as the same value. */
    private static String plain(ConfigKey<?> key, String text) {
        String value = String.valueOf(key.read(text));
        return key.type() == ConfigKey.Type.URL ? value.replaceFirst("/+$", "") : value;
    }

    private Map<String, String> texts(BoardProviderFactory factory, Project project, @Nullable Item kept) {
        Map<String, String> own = own(project.providerConfig());
        Map<String, String> texts = credentials.values(project.listing().tenant(), kept);
        if (elsewhere(factory, own, texts)) {
            // Else whoever may configure a project could have the tenant's secrets sent to an address of their own.
            factory.configuration().stream().filter(ConfigKey::isSecret).forEach(key -> texts.remove(key.name()));
        }
        texts.putAll(own);
        return texts;
    }

    /** Whether the project names another address than its tenant does. */
    private static boolean elsewhere(
            BoardProviderFactory factory, Map<String, String> own, Map<String, String> tenants) {
        return factory.configuration().stream()
                .filter(key -> key.type() == ConfigKey.Type.URL && own.containsKey(key.name()))
                .anyMatch(key -> !Objects.equals(
                        own.get(key.name()),
                        tenants.getOrDefault(key.name(), key.defaultText().orElse(""))));
    }

    private static Map<String, String> own(@Nullable ObjectNode config) {
        return config == null
                ? Map.of()
                : config.properties().stream()
                        .filter(member -> !member.getValue().isNull())
                        .collect(Collectors.toMap(Map.Entry::getKey, member -> text(member.getValue())));
    }

    /** Numbers and booleans as people write them; what is no single value fails as the key's type does. */
    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String digest(Map<String, String> texts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(texts).forEach((name, text) -> {
                for (String part : new String[] {name, text}) {
                    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                    sha.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                    sha.update(bytes);
                }
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
