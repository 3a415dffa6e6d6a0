package dev.holdfast.github;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Folders and files of a branch as GraphQL shows them. */
final class TreeViews {

    private TreeViews() {}

    static @Nullable Object tree(NavigableMap<String, byte[]> files, String folder) {
        TreeMap<String, Object> entries = new TreeMap<>();
        files.tailMap(folder, false).forEach((path, bytes) -> {
            if (path.startsWith(folder)) {
                String name = path.substring(folder.length()).split("/", 2)[0];
                byte[] blob = files.get(folder + name);
                Object object = blob == null ? tree(files, folder + name + "/") : blob(blob);
                entries.put(
                        name,
                        Map.of(
                                "name",
                                name,
                                "type",
                                blob == null ? "tree" : "blob",
                                "size",
                                bytes.length,
                                "object",
                                object));
            }
        });
        return entries.isEmpty()
                ? null
                : Map.of("__typename", "Tree", "id", "T", "oid", "t", "entries", List.copyOf(entries.values()));
    }

    private static Map<String, Object> blob(byte[] bytes) {
        return Map.of("__typename", "Blob", "id", "B", "oid", Sha.of(bytes), "byteSize", bytes.length);
    }
}
