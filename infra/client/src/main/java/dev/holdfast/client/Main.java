package dev.holdfast.client;

import dev.holdfast.client.file.FileFailure;
import dev.holdfast.client.input.BadInput;
import dev.holdfast.client.input.Json;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Entry of the process. */
@Command(
        name = "./holdfast client",
        description =
                "The registry from a machine that may be offline. What cannot be sent now is kept and sent later.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Each command tells its options with --help. Exit codes: 0 done, 1 refused, 2 wrong usage,",
            "4 unknown project, 70 the spool cannot be used, 75 kept for later or no answer,",
            "77 the token does not do."
        })
public final class Main {
    private static final int USAGE_WIDTH = 110;

    private Main() {}

    /** Ends the process with the command's exit code. */
    public static void main(String... arguments) {
        System.exit(run(Surroundings.ofProcess(), arguments));
    }

    /** Runs one command line and answers its exit code. */
    static int run(Surroundings surroundings, String... arguments) {
        // The options may be unreadable as a whole; the wish for JSON still is plain.
        boolean json = List.of(arguments).contains("--json");
        Report report = execute(surroundings, arguments);
        report.print(surroundings, json);
        return report.exit().number();
    }

    private static Report execute(Surroundings surroundings, String... arguments) {
        CommandLine commands = new CommandLine(new Main());
        List.of(
                        new RegisterCommand(surroundings),
                        new ResolveCommand(surroundings),
                        new StatusCommand(surroundings),
                        new SyncCommand(surroundings),
                        new ProcessQueueCommand(surroundings),
                        new QueueStatusCommand(surroundings))
                .forEach(command -> commands.addSubcommand(withOutputOptions(new CommandLine(command))));
        withHelp(commands);
        try {
            return run(commands.parseArgs(arguments));
        } catch (CommandLine.ParameterException wrong) {
            return Report.failure(
                    ExitCode.USAGE,
                    String.valueOf(wrong.getMessage()).lines().findFirst().orElse("The options cannot be read")
                            + " (--help lists the options)");
        } catch (BadInput bad) {
            return Report.failure(ExitCode.USAGE, String.valueOf(bad.getMessage()));
        } catch (FileFailure failure) {
            return Report.failure(ExitCode.FAILED, String.valueOf(failure.getMessage()));
        } catch (RuntimeException defect) {
            return Report.failure(
                    ExitCode.FAILED,
                    "This is a defect of the client: " + defect.getClass().getSimpleName());
        }
    }

    private static Report run(ParseResult parsed) {
        ParseResult innermost = parsed;
        while (innermost.subcommand() != null) {
            innermost = innermost.subcommand();
        }
        CommandLine command = innermost.commandSpec().commandLine();
        if (!innermost.isUsageHelpRequested() && command.getCommand() instanceof Executable executable) {
            return executable.execute();
        }
        String usage = command.getUsageMessage().stripTrailing();
        return new Report(ExitCode.OK, Json.object().put("result", "help").put("detail", usage), List.of(usage));
    }

    private static CommandLine withOutputOptions(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("--json")
                        .description("Print one JSON document and nothing else")
                        .build());
        return withHelp(command);
    }

    private static CommandLine withHelp(CommandLine command) {
        command.getCommandSpec().usageMessage().width(USAGE_WIDTH);
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this")
                        .build());
        return command;
    }
}
