package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.HttpAnswer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which servers can be used: 2.1 is the first that tells its version to anybody, and that has API keys. */
final class ServerVersion {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\..*)?");

    private ServerVersion() {}

    /** @throws BoardFailure.Unsupported when the server is an older one, or no Planka */
    static void require(Api api) {
        HttpAnswer answer = api.asAnybody("/api/bootstrap");
        if (answer.status() > 500) {
            throw answer.failure();
        }
        if (!isItem(answer)) {
            throw new BoardFailure.Unsupported(
                    isItem(api.asAnybody("/api/config"))
                            ? "The server runs a Planka before 2.1; update it"
                            : "There is no Planka 2 at the address in base_url; correct it");
        }
        String told = Json.optional(Json.read(answer).path("item"), "version");
        Matcher version = VERSION.matcher(told == null ? "" : told);
        if (version.matches() && (Integer.parseInt(version.group(1)) != 2 || Integer.parseInt(version.group(2)) < 1)) {
            throw new BoardFailure.Unsupported(
                    "The server runs Planka %s.%s; this provider speaks with 2.1 and later 2.x"
                            .formatted(version.group(1), version.group(2)));
        }
    }

    /** Servers before 2.1 answer with the page of their web client to paths that they do not know. */
    private static boolean isItem(HttpAnswer answer) {
        if (answer.status() != 200) {
            return false;
        }
        try {
            JsonNode tree = Json.read(answer);
            return tree.path("item").isObject();
        } catch (BoardFailure.Unavailable e) {
            return false;
        }
    }
}
