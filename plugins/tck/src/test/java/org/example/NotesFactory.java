package org.example;

import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import java.util.List;

public class NotesFactory implements BoardProviderFactory {
    @Override
    public String name() {
        return "notes";
    }

    @Override
    public List<ConfigKey<?>> configuration() {
        return List.of();
    }

    @Override
    public BoardProvider create(ProviderConfig config, ProviderContext context) {
        return new NotesProvider(context.clock());
    }
}
