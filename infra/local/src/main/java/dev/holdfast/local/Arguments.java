package dev.holdfast.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The command line: {@code up} and {@code token} with their options. */
@Command(name = "holdfast")
final class Arguments {
    private static final String DATA = "${sys:dev.holdfast.home:-.}/.holdfast";

    /** What the user typed is never thrown back: a mistake becomes a reply of one line with status 2. */
    static Action parse(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text, true);
        CommandLine commands = new CommandLine(new Arguments());
        for (CommandLine command : commands.getSubcommands().values()) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this")
                            .build());
        }
        commands.setOut(writer).setErr(writer);
        commands.setParameterExceptionHandler((wrong, ignored) -> {
            writer.println(firstLine(wrong) + " (./holdfast help lists the options)");
            return 2;
        });
        int status = commands.execute(arguments);
        for (CommandLine command : commands.getSubcommands().values()) {
            if (command.getExecutionResult() instanceof Action action) {
                return action;
            }
        }
        return new Action.Reply(text.toString().strip(), status);
    }

    @Command(name = "up", description = "Serves Holdfast on 127.0.0.1 until Ctrl-C.", sortOptions = false)
    Action up(
            @Option(
                            names = "--port",
                            paramLabel = "N",
                            defaultValue = "8080",
                            converter = ArgumentTypes.Port.class,
                            description = "Port to serve on; 0 takes a free one (default: ${DEFAULT-VALUE})")
                    int port,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = DATA,
                            description = "Where data and signing key are kept (default: .holdfast beside the script)")
                    Path data,
            @Option(
                            names = "--dynamodb",
                            paramLabel = "URL",
                            converter = ArgumentTypes.Endpoint.class,
                            description = "Use this DynamoDB endpoint in place of DynamoDB Local")
                    @Nullable
                    URI dynamodb,
            @Option(
                            names = "--instances",
                            paramLabel = "N",
                            defaultValue = "1",
                            converter = ArgumentTypes.Instances.class,
                            description = "Instances that answer in turn over one store, 1 to 16 (default: 1)")
                    int instances,
            @Option(
                            names = "--plugins",
                            paramLabel = "DIR",
                            description = "Also load board providers from here: jars, and folders with a plugin's jars")
                    @Nullable
                    Path plugins,
            @Option(names = "--quiet", description = "Print one line when ready, then errors only") boolean quiet) {
        return new Action.Up(port, data, dynamodb, instances, plugins, quiet);
    }

    @Command(name = "token", description = "Prints a token for the local process.", sortOptions = false)
    Action token(
            @Option(
                            names = "--tenant",
                            paramLabel = "T",
                            defaultValue = "local",
                            converter = ArgumentTypes.Tenant.class,
                            description = "Tenant (default: ${DEFAULT-VALUE})")
                    String tenant,
            @Option(
                            names = "--subject",
                            paramLabel = "S",
                            defaultValue = "local",
                            description = "Subject (default: ${DEFAULT-VALUE})")
                    String subject,
            @Option(
                            names = "--scope",
                            paramLabel = "A",
                            arity = "1..*",
                            split = "[, ]+",
                            description = "Scopes, separated by spaces or commas (default: all)")
                    @Nullable
                    List<String> scopes,
            @Option(
                            names = "--ttl",
                            paramLabel = "DURATION",
                            defaultValue = "12h",
                            converter = ArgumentTypes.Ttl.class,
                            description = "Time to live, such as 90s, 30m, 12h or 7d (default: ${DEFAULT-VALUE})")
                    Duration ttl,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = DATA,
                            description = "Where the signing key is kept (default: .holdfast beside the script)")
                    Path data) {
        return new Action.Token(tenant, subject, scopes == null ? LocalIssuer.ALL_SCOPES : scopes, ttl, data);
    }

    private static String firstLine(Exception wrong) {
        return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("The options cannot be read");
    }
}
