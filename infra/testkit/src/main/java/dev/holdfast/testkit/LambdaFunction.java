package dev.holdfast.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A packaged function, run as a managed {@code java25} runtime runs it: by the Java runtime interface client in a process
 * of its own, with the task root as its directory and a class loader over the task root. The process ends when this is
 * closed and when the JVM that started it ends. Invocations are served one at a time. Thread-safe.
 *
 * <p>After a deadline has passed or the process has ended, the next invocation starts a new process, as in Lambda.
 */
public final class LambdaFunction implements AutoCloseable {
    private final TaskRoot root;
    private final ProcessBuilder command;
    private final Duration deadline;
    private final Thread atJvmExit = new Thread(this::release);
    private volatile RuntimeProcess process;
    private volatile boolean closed;

    private LambdaFunction(Builder builder, TaskRoot root) {
        this.root = root;
        deadline = builder.deadline;
        ClassPath runtime = ClassPath.written("runtime-interface-client.classpath");
        command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                                + root.nativeLibrary(runtime),
                        "-cp",
                        runtime.toString(),
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        builder.handler)
                .directory(root.code().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(root.logFile().toFile()));
        command.environment().clear();
        command.environment().putAll(managedEnvironment(builder.handler, root));
        command.environment().put("JAVA_TOOL_OPTIONS", String.join(" ", builder.jvmOptions));
        command.environment().putAll(builder.environment);
        process = startProcess();
        Runtime.getRuntime().addShutdownHook(atJvmExit);
    }

    /**
     * Describes a function to run.
     *
     * @param zip the deployment package
     * @param handler as configured in Lambda, {@code package.Class::method}
     */
    public static Builder of(Path zip, String handler) {
        return new Builder(zip, handler);
    }

    /**
     * Invokes the function and waits for it, at most as long as the deadline.
     *
     * @throws IllegalStateException if this is closed, or a new process was needed and did not initialise
     */
    public synchronized InvocationResult invoke(String json) {
        if (closed) {
            throw new IllegalStateException("The function has been closed");
        }
        if (!process.isAlive()) {
            process.close();
            process = startProcess();
        }
        return process.invoke(json);
    }

    /** The time from the start of the current process until it asked for its first invocation. */
    public Duration initDuration() {
        return process.initDuration();
    }

    /** The current process. */
    public long pid() {
        return process.pid();
    }

    /** What the function has written to stdout and stderr so far, the last MiB of it. */
    public String log() {
        return root.log();
    }

    /** Kills the process, even during an invocation, and removes its files; {@link #log()} is gone then. */
    @Override
    public void close() {
        try {
            if (Runtime.getRuntime().removeShutdownHook(atJvmExit)) {
                release();
            }
        } catch (IllegalStateException jvmIsExiting) {
            // The hook does it.
        }
    }

    private void release() {
        closed = true;
        process.close();
        root.delete();
    }

    private RuntimeProcess startProcess() {
        try {
            return new RuntimeProcess(command, deadline);
        } catch (IllegalStateException failure) {
            List<String> lines = root.log().lines().toList();
            String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
            throw new IllegalStateException(failure.getMessage() + "\nIts log ends:\n" + tail, failure);
        }
    }

    /** As documented for managed runtimes; nothing is inherited, so that no test depends on the machine's settings. */
    private static Map<String, String> managedEnvironment(String handler, TaskRoot root) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "_HANDLER", handler,
                "LAMBDA_TASK_ROOT", root.code().toString(),
                "LAMBDA_RUNTIME_DIR", "/var/runtime",
                "PATH", "/usr/local/bin:/usr/bin:/bin",
                "LANG", "en_US.UTF-8",
                "TZ", ":UTC"));
        environment.putAll(Map.of(
                "AWS_EXECUTION_ENV", "AWS_Lambda_java25",
                "AWS_LAMBDA_FUNCTION_NAME", "local",
                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/local",
                "AWS_LAMBDA_LOG_STREAM_NAME", "local"));
        environment.putAll(Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_SESSION_TOKEN", "local"));
        return environment;
    }

    /** How to run the function. Not thread-safe. */
    public static final class Builder {
        private final Path zip;
        private final String handler;
        private final List<String> jvmOptions = new ArrayList<>(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED"));
        private final List<Path> layers = new ArrayList<>();
        private Map<String, String> environment = Map.of();
        private Duration deadline = Duration.ofSeconds(30);

        private Builder(Path zip, String handler) {
            this.zip = zip;
            this.handler = handler;
        }

        /** Variables beside those that Lambda sets; they win over these. */
        public Builder environment(Map<String, String> variables) {
            environment = Map.copyOf(variables);
            return this;
        }

        /** How long an invocation may take; 30 seconds unless set. */
        public Builder deadline(Duration limit) {
            deadline = limit;
            return this;
        }

        /** Options for {@code JAVA_TOOL_OPTIONS}, beside the {@code --add-opens} that Quarkus needs. */
        public Builder jvmOptions(List<String> options) {
            jvmOptions.addAll(options);
            return this;
        }

        /** A jar of a layer: on Lambda one loader has {@code /opt/java/lib} and the task root's {@code lib}, as here. */
        public Builder layer(Path jar) {
            layers.add(jar);
            return this;
        }

        /**
         * Starts the function and waits until it is initialised.
         *
         * @throws IllegalStateException if it fails to, with its error and the last lines of its log
         */
        public LambdaFunction start() {
            TaskRoot root = TaskRoot.unzip(zip);
            layers.forEach(root::addLibrary);
            boolean started = false;
            try {
                LambdaFunction function = new LambdaFunction(this, root);
                started = true;
                return function;
            } finally {
                if (!started) {
                    root.delete();
                }
            }
        }
    }
}
