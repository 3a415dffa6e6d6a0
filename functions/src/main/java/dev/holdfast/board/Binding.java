package dev.holdfast.board;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import dev.holdfast.table.Budget;
import java.util.function.Function;

/** How one project reaches its board. Holds its secrets: in memory alone, shown by nothing. */
final class Binding {
    private final ProjectRef owner;
    private final BoardProviderFactory factory;
    private final ProviderConfig config;
    private final ProviderContext context;
    private final Connections.Id id;
    private final String board;
    private final Connections connections;

    Binding(
            ProjectRef owner,
            BoardProviderFactory factory,
            ProviderConfig config,
            ProviderContext context,
            Connections.Id id,
            String board,
            Connections connections) {
        this.owner = owner;
        this.factory = factory;
        this.config = config;
        this.context = context;
        this.id = id;
        this.board = board;
        this.connections = connections;
    }

    ProjectRef owner() {
        return owner;
    }

    String provider() {
        return factory.name();
    }

    /** Which board: another when the project is given one elsewhere, the same when only a secret changes. */
    String board() {
        return board;
    }

    /**
     * Asks the connected provider.
     *
     * @throws dev.holdfast.spi.BoardFailure as the provider does, and {@code Unavailable} for whatever else goes wrong
     */
    <T> T ask(Budget budget, Function<BoardProvider, T> question) {
        return ProviderCalls.run(
                budget,
                factory.getClass().getClassLoader(),
                () -> connections.use(id, () -> factory.create(config, context), question),
                () -> connections.drop(id));
    }

    @Override
    public String toString() {
        return "Binding[" + provider() + "]";
    }
}
