package dev.holdfast.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.input.BadInput;
import dev.holdfast.client.input.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that options name; {@code -} is the standard input. */
final class Inputs {
    private Inputs() {}

    static byte[] read(Path file, Surroundings surroundings) {
        try {
            return file.toString().equals("-") ? surroundings.in().readAllBytes() : Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new BadInput(name(file) + " cannot be read");
        }
    }

    static ObjectNode object(Path file, Surroundings surroundings) {
        return Json.object(read(file, surroundings), name(file));
    }

    static String name(Path file) {
        return file.toString().equals("-") ? "The standard input" : "The file " + file;
    }
}
