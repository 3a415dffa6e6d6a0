package dev.holdfast.session;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The path of a file in a repository: relative, with {@code /} between its segments. */
public record FilePath(String text) {
    private static final int MOST_BYTES = 1_000;
    private static final int HASH_BYTES = 16;

    /** @throws Refusal {@link Reason#INVALID_INPUT} for an absolute path, one with {@code .}, {@code ..} or control characters */
    public FilePath {
        if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw invalid("must have 1 to " + MOST_BYTES + " bytes");
        }
        if (text.startsWith("/") || text.contains("\\") || text.matches("[A-Za-z]:.*")) {
            throw invalid("must be relative to the repository, with / between its segments");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw invalid("must not have control characters");
        }
        for (String segment : text.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw invalid("must not have empty segments, . or ..");
            }
        }
    }

    private static Refusal invalid(String problem) {
        return new Refusal(
                Reason.INVALID_INPUT,
                "Name files as the repository does, for example src/main/App.java.",
                Map.of("errors", List.of(Map.of("field", "path", "problem", problem))));
    }

    /** Under which the items about this file stand together; 22 characters. */
    String hash() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest());
    }

    byte[] digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return Arrays.copyOf(sha.digest(text.getBytes(StandardCharsets.UTF_8)), HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
