package dev.holdfast.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A JVM that starts a part of the testkit and then waits; with nothing but the testkit on its class path. */
final class OwnerProcess implements AutoCloseable {
    private final Process owner;
    private final long childPid;

    OwnerProcess(Path temporary, String... arguments) throws IOException {
        String classPath = new ClassPath(List.of())
                .withCodeOf(OwnerProcess.class)
                .withCodeOf(DynamoDbLocal.class)
                .toString();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Stream<String> command = Stream.of(
                java.toString(), "-Djava.io.tmpdir=" + temporary, "-cp", classPath, OwnerProcess.class.getName());
        owner = new ProcessBuilder(Stream.concat(command, Stream.of(arguments)).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String firstLine = owner.inputReader().readLine();
        childPid = Long.parseLong(firstLine == null ? "nothing printed" : firstLine);
    }

    public static void main(String[] arguments) throws IOException {
        long pid = arguments.length == 0
                ? DynamoDbLocal.inMemory().pid()
                : LambdaFunction.of(Path.of(arguments[0]), arguments[1])
                        .environment(Map.of("GREETING", "hello"))
                        .start()
                        .pid();
        System.out.println(pid);
        System.in.read();
    }

    ProcessHandle child() {
        return ProcessHandle.of(childPid).orElseThrow();
    }

    void kill() {
        owner.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }
}
