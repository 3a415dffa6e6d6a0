package dev.holdfast.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The engine with one rule switched off.
 *
 * @param file of the package's sources
 * @param replacements by the text that each replaces, which must stand in the file exactly once
 */
record Mutant(String name, String file, Map<String, String> replacements) {
    static Mutant of(String name, String file, String text, String instead) {
        return new Mutant(name, file, Map.of(text, instead));
    }

    /** The engine as it is: what a mutant is compared with. */
    static Mutant none() {
        return new Mutant("nothing", "Log.java", Map.of());
    }

    /** @throws IllegalStateException when the engine has changed so that this mutant is none any more */
    void apply(Path sources) throws IOException {
        Path path = sources.resolve(file);
        String source = Files.readString(path);
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            int first = source.indexOf(replacement.getKey());
            if (first < 0 || source.indexOf(replacement.getKey(), first + 1) >= 0) {
                throw new IllegalStateException(name + ": stands not once in " + file + ": " + replacement.getKey());
            }
            source = source.replace(replacement.getKey(), replacement.getValue());
        }
        Files.writeString(path, source);
    }

    @Override
    public String toString() {
        return name;
    }
}
