package dev.holdfast.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.testkit.InvocationResult.Failed;
import dev.holdfast.testkit.InvocationResult.Succeeded;
import dev.holdfast.testkit.InvocationResult.TimedOut;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaFunctionTest {
    private static final String HANDLER = SampleFunction.class.getName() + "::handleRequest";

    @TempDir
    private static Path directory;

    private static Path zip;

    @BeforeAll
    static void pack() throws IOException {
        zip = directory.resolve("function.zip");
        String name = SampleFunction.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                InputStream code = LambdaFunctionTest.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new ZipEntry("dev/"));
            out.putNextEntry(new ZipEntry(name));
            code.transferTo(out);
        }
    }

    @Test
    void a_function_answers_and_keeps_its_process_when_it_throws() {
        try (LambdaFunction function = sample().start()) {
            long pid = function.pid();
            assertTrue(function.initDuration().isPositive());
            assertEquals(new Succeeded("hello \"é\""), function.invoke("\"é\""));
            Failed failed = assertInstanceOf(Failed.class, function.invoke("\"fail\""));
            assertEquals("java.lang.IllegalArgumentException", failed.errorType());
            assertEquals("no \"such\" thing", failed.errorMessage());
            assertTrue(failed.payload().contains("stackTrace"), failed.payload());
            assertEquals(new Succeeded("hello {}"), function.invoke("{}"));
            assertEquals(pid, function.pid());
        }
    }

    @Test
    void it_runs_in_its_task_root_with_its_options_and_is_gone_after_close() {
        LambdaFunction function = sample().jvmOptions(List.of("-Dsample=set"))
                .deadline(Duration.ofSeconds(20))
                .start();
        Succeeded taskRoot = assertInstanceOf(Succeeded.class, function.invoke("\"directory\""));
        assertTrue(Files.isDirectory(Path.of(taskRoot.payload())));
        assertEquals(new Succeeded("set"), function.invoke("\"property\""));
        Succeeded remaining = assertInstanceOf(Succeeded.class, function.invoke("\"remaining\""));
        int milliseconds = Integer.parseInt(remaining.payload());
        assertTrue(milliseconds > 0 && milliseconds <= 20_000, remaining.payload());
        ProcessHandle process = ProcessHandle.of(function.pid()).orElseThrow();
        function.close();
        assertFalse(process.isAlive());
        assertFalse(Files.exists(Path.of(taskRoot.payload()).getParent()));
        function.close();
    }

    @Test
    void what_it_prints_is_in_its_log() {
        try (LambdaFunction function = sample().start()) {
            assertFalse(function.log().contains("a line from the function"));
            assertEquals(new Succeeded(""), function.invoke("\"log\""));
            assertTrue(function.log().contains("a line from the function"), function.log());
        }
    }

    @Test
    void after_its_deadline_it_is_killed_and_the_next_invocation_gets_a_new_process() {
        try (LambdaFunction function = sample().deadline(Duration.ofSeconds(10)).start()) {
            ProcessHandle stalled = ProcessHandle.of(function.pid()).orElseThrow();
            assertEquals(new TimedOut(), function.invoke("\"stall\""));
            assertFalse(stalled.isAlive());
            assertEquals(new Succeeded("hello 1"), function.invoke("1"));
            assertNotEquals(stalled.pid(), function.pid());
        }
    }

    @Test
    void a_process_that_ends_fails_its_invocation() {
        try (LambdaFunction function = sample().start()) {
            assertEquals(
                    new Failed("Runtime.ExitError", "Runtime exited with status 3", "{}"), function.invoke("\"exit\""));
            assertEquals(new Succeeded("hello 2"), function.invoke("2"));
        }
    }

    @Test
    void a_function_that_cannot_initialise_is_refused_with_its_error_and_log() {
        IllegalStateException failure = assertThrows(
                IllegalStateException.class,
                () -> LambdaFunction.of(zip, HANDLER).start());
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith("The function did not initialise: {"), message);
        assertTrue(message.contains("GREETING is not set"), message);
        assertTrue(message.contains("Its log ends:\n"), message);
    }

    @Test
    void it_dies_with_a_parent_that_is_killed() throws Exception {
        try (OwnerProcess owner = new OwnerProcess(directory, zip.toString(), HANDLER)) {
            CompletableFuture<ProcessHandle> end = owner.child().onExit();
            owner.kill();
            assertFalse(end.get(20, TimeUnit.SECONDS).isAlive());
        }
    }

    private static LambdaFunction.Builder sample() {
        return LambdaFunction.of(zip, HANDLER).environment(Map.of("GREETING", "hello"));
    }
}
