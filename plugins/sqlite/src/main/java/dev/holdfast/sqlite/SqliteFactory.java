package dev.holdfast.sqlite;

import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes providers of boards in the host's data directory. */
public final class SqliteFactory implements BoardProviderFactory {

    static final ConfigKey<String> BOARD =
            ConfigKey.text("board", "The board's name").defaultsTo("Board").example("Compiler");
    static final ConfigKey<String> FILE = ConfigKey.text("file", "The file that holds it, without directory and ending")
            .defaultsTo("boards")
            .example("team-a");

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public List<ConfigKey<?>> configuration() {
        return List.of(BOARD, FILE);
    }

    @Override
    public BoardProvider create(ProviderConfig config, ProviderContext context) {
        String file = config.get(FILE);
        if (!PLAIN_NAME.matcher(file).matches()) {
            throw new InvalidConfig(Map.of(FILE.name(), "must have 1 to 64 letters, digits, hyphens and underscores"));
        }
        Path directory = context.dataDirectory()
                .orElseThrow(() -> new InvalidConfig(Map.of(FILE.name(), "needs a host that keeps files")));
        return new SqliteProvider(directory, file, config.get(BOARD), context.clock());
    }
}
