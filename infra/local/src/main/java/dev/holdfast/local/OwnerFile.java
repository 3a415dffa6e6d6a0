package dev.holdfast.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** A file with a secret: only its owner can read it, and it is there whole or not at all. */
final class OwnerFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private OwnerFile() {}

    /**
     * The file's text, which {@code maker} gives if there is no file. Of several makers at once one wins, and all get
     * its text.
     *
     * @param what what the file holds, for the refusal
     * @throws StartFailure if others can read the file
     */
    static String readOrMake(Path file, String what, Supplier<String> maker) throws IOException {
        if (!Files.exists(file)) {
            make(file, maker.get());
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new StartFailure("Others can read the " + what + ": run chmod 600 '" + file + "'");
        }
        return Files.readString(file);
    }

    /** Writes a new file beside {@code file}, to be linked or moved to its place. */
    static Path writeBeside(Path file, String text, FileAttribute<?>... attributes) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        // On the disk before what depends on it is.
        return Files.writeString(
                Files.createTempFile(directory, ".new-", null, attributes),
                text,
                StandardOpenOption.WRITE,
                StandardOpenOption.DSYNC);
    }

    private static void make(Path file, String text) throws IOException {
        Path complete = writeBeside(file, text, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            // A link, as it is made whole or fails if there is one already; a move would replace another maker's file.
            Files.createLink(file, complete);
        } catch (FileAlreadyExistsException madeByAnother) {
            // Its text is the one to use.
        } finally {
            Files.delete(complete);
        }
    }
}
