package org.example;

import dev.holdfast.kit.ProviderKit;
import dev.holdfast.spi.BoardProvider;
import java.time.Clock;

class NotesProviderTest extends ProviderKit {
    @Override
    public BoardProvider provider() {
        return new NotesProvider(Clock.systemUTC());
    }
}
