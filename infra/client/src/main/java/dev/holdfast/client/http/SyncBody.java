package dev.holdfast.client.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The body of a batch, of bodies of registrations. */
public final class SyncBody {
    /** How many projects a service takes at once. */
    public static final int MOST_PROJECTS = 100;

    /** How many bytes a service takes at once. */
    public static final int MOST_BYTES = 1 << 20;

    private static final String START = "{\"projects\":[";
    private static final String END = "]}";

    private SyncBody() {}

    static String of(List<String> bodies) {
        return START + String.join(",", bodies) + END;
    }

    /** Bytes of a batch without any project. */
    public static int emptyBytes() {
        return START.length() + END.length();
    }

    /** Bytes that one more project adds. */
    public static int bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
