package dev.holdfast.local;

import dev.holdfast.security.Keyset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The keyset that seals what this process stores in secret: a file that only its owner can read. */
record LocalKeyset(Path file) {
    /**
     * The keyset of this data directory, made if there is none.
     *
     * @throws StartFailure if the file can be read by others, is damaged or cannot be written
     */
    static LocalKeyset in(DataDirectory data) {
        Path file = data.path().resolve("keyset.json");
        try {
            var _ = Keyset.of(OwnerFile.readOrMake(file, "keyset", Keyset::generate));
            return new LocalKeyset(file);
        } catch (IOException failure) {
            throw DataDirectory.unwritable(data.path(), failure);
        } catch (IllegalArgumentException damaged) {
            throw new StartFailure("The keyset is damaged: put the right one back at '" + file
                    + "'; without it, stored secrets are lost");
        }
    }

    /** For the setting, which then names the keys and does not hold them. */
    URI location() {
        return file.toUri();
    }
}
