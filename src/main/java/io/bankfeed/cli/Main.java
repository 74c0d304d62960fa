package io.bankfeed.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Starts the service, or runs another command without it. */
@QuarkusMain
public final class Main {

    private static final String SERVE = "serve";

    Main() {}

    /** Runs a command, and ends the process with its exit code: 0, 1 if it failed, or 2 if it was used wrongly. */
    public static void main(String... args) {
        if (args.length == 0 || (args.length == 1 && args[0].equals(SERVE))) {
            Quarkus.run();
        } else {
            PrintWriter messages =
                    new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
            OutputStream out = new FileOutputStream(FileDescriptor.out);
            System.exit(commandLine(out, messages, InstantSource.system()).execute(args));
        }
    }

    /**
     * The commands.
     *
     * @param out the standard output
     * @param messages the standard error
     */
    static CommandLine commandLine(OutputStream out, PrintWriter messages, InstantSource clock) {
        GenerateCommand generate = new GenerateCommand(out, messages, clock);
        CommandSpec serve = CommandSpec.create().addOption(help());
        serve.usageMessage().description("Starts the service. It is the default, and configured by bankfeed.* keys.");
        CommandSpec bankfeed = CommandSpec.create()
                .name("bankfeed")
                .addOption(help())
                .addSubcommand(SERVE, serve)
                .addSubcommand(GenerateCommand.NAME, generate.spec());
        bankfeed.usageMessage().description("A bank's transaction feed with fraud, without a bank.");
        return new CommandLine(bankfeed)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(messages)
                .setParameterExceptionHandler(Main::usedWrongly)
                .setExecutionExceptionHandler(Main::failed);
    }

    /** The option that explains a command. */
    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build();
    }

    private static int usedWrongly(CommandLine.ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (!(e instanceof GenerationException)) {
            throw e;
        }
        command.getErr().println(e.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
