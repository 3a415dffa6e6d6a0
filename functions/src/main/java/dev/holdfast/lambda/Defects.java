package dev.holdfast.lambda;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Logs defects by their types and places only: messages of exceptions may quote state, tokens or keys. */
final class Defects {
    private static final System.Logger LOG = System.getLogger("dev.holdfast");
    private static final int FRAMES = 12;
    private static final int CAUSES = 4;

    private Defects() {}

    static void log(String requestId, Throwable defect) {
        StringBuilder text = new StringBuilder("request ").append(requestId).append(" failed");
        Throwable cause = defect;
        for (int depth = 0; cause != null && depth < CAUSES; depth++, cause = cause.getCause()) {
            text.append("\n  ").append(cause.getClass().getName());
            text.append(Arrays.stream(cause.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> "\n    at " + frame)
                    .collect(Collectors.joining()));
        }
        LOG.log(Level.ERROR, text.toString());
    }
}
