package dev.holdfast.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.input.Json;
import java.util.List;

/**
 * What a command has to say: the same as one JSON document and as lines for people.
 *
 * @param document without {@code exit_code}, which is added when it is printed
 */
record Report(ExitCode exit, ObjectNode document, List<String> lines) {
    /** The command did not run. */
    static Report failure(ExitCode exit, String detail) {
        String result = exit == ExitCode.USAGE ? "usage" : "failed";
        return new Report(
                exit, Json.object().put("result", result).put("detail", detail), List.of("holdfast: " + detail));
    }

    void print(Surroundings surroundings, boolean json) {
        if (json) {
            surroundings.out().println(Json.write(document.deepCopy().put("exit_code", exit.number())));
        } else {
            boolean ran = exit != ExitCode.USAGE && exit != ExitCode.FAILED;
            lines.forEach(ran ? surroundings.out()::println : surroundings.err()::println);
        }
    }
}
