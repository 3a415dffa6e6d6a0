package dev.holdfast.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged client as a process of its own, run as the launcher script runs it. */
record ClientProcess(Process process) {
    private static final long LIMIT_SECONDS = 60;

    static ClientProcess start(Path home, String url, String token, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                System.getProperty("holdfast.client", "target/holdfast-client.jar")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HOLDFAST_HOME", home.toString());
        builder.environment().put("HOLDFAST_URL", url);
        builder.environment().put("HOLDFAST_TOKEN", token);
        try {
            return new ClientProcess(builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends SIGKILL and waits for the end. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    Shell.Ended end() {
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            await();
            return new Shell.Ended(process.exitValue(), out, err);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void await() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The client does not end");
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            throw new IllegalStateException(interrupted);
        }
    }
}
