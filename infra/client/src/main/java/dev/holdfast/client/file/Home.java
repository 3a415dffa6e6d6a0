package dev.holdfast.client.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The client's folder, for its owner alone: a spooled call may hold a provider's credentials. */
public record Home(Path directory) {
    /** @throws FileFailure when the folder cannot be made */
    public static Home open(Path directory) {
        Path absolute = directory.toAbsolutePath();
        try {
            if (!Files.isDirectory(absolute)) {
                Path parent = absolute.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                create(absolute, true);
            }
        } catch (IOException failure) {
            throw new FileFailure("The folder " + absolute + " cannot be made", failure);
        }
        return new Home(absolute);
    }

    /** The file of that name, made empty when it is not there. */
    Path file(String name) {
        Path file = directory.resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file, false);
            }
        } catch (IOException failure) {
            throw new FileFailure("The file " + file + " cannot be made", failure);
        }
        return file;
    }

    private static void create(Path path, boolean isDirectory) throws IOException {
        try {
            if (isDirectory) {
                Files.createDirectory(path, ownerOnly(path, "rwx------"));
            } else {
                Files.createFile(path, ownerOnly(path, "rw-------"));
            }
        } catch (FileAlreadyExistsException madeByAnotherProcess) {
            if (Files.isDirectory(path) != isDirectory) {
                throw madeByAnotherProcess;
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
