package dev.holdfast.testkit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** Does what its event, a JSON string, asks for. Runs in the function's process. */
public final class SampleFunction implements RequestStreamHandler {
    /** Needs the variable {@code GREETING}. */
    public SampleFunction() {
        Objects.requireNonNull(System.getenv("GREETING"), "GREETING is not set");
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        String wanted = new String(event.readAllBytes(), StandardCharsets.UTF_8);
        switch (wanted) {
            case "\"fail\"" -> throw new IllegalArgumentException("no \"such\" thing");
            case "\"stall\"" -> stall();
            case "\"exit\"" -> Runtime.getRuntime().halt(3);
            case "\"log\"" -> System.out.println("a line from the function");
            case "\"directory\"" -> write(answer, System.getProperty("user.dir"));
            case "\"remaining\"" -> write(answer, Integer.toString(context.getRemainingTimeInMillis()));
            case "\"property\"" -> write(answer, System.getProperty("sample"));
            default -> write(answer, System.getenv("GREETING") + " " + wanted);
        }
    }

    private static void write(OutputStream answer, String text) throws IOException {
        answer.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void stall() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
