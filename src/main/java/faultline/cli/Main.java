package faultline.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code faultline} command. */
@Command(
        name = "faultline",
        description = "Simulates post-copy live migration of virtual machines, page by page.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:it could not be done", "2:the command line or an input file is wrong"})
public final class Main implements Callable<Integer> {
    /** The commands, in the order of the help; a new one needs only its line here. */
    static final List<Class<?>> COMMANDS = List.of(
            Simulate.class,
            Reproduce.class,
            Compare.class,
            Predict.class,
            Advise.class,
            Sweep.class,
            BenchmarkModel.class,
            Report.class,
            Calibrate.class,
            Validate.class,
            TestbedCommand.class,
            PreflightCommand.class,
            ProbeCommand.class,
            MigrateCommand.class,
            RecoverCommand.class,
            CampaignCommand.class,
            SplitCommand.class,
            HelpCommand.class,
            GenerateCompletion.class,
            GenerateManPages.class);

    /** Those that speak of all commands; for any other only itself is loaded, so that it starts sooner. */
    private static final List<Class<?>> NEED_ALL =
            List.of(HelpCommand.class, GenerateCompletion.class, GenerateManPages.class);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print a stack trace when something fails (or set FAULTLINE_DEBUG).")
    private boolean debug;

    Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        int code;
        try {
            code = commandLine(args).execute(args);
        } catch (OutOfMemoryError e) {
            System.err.println("faultline: out of memory: give the JVM more (-Xmx)");
            code = ExitCode.SOFTWARE;
        }
        System.exit(code);
    }

    /** Returns the command with the subcommands that {@code args} may mean: one where it is named, else all. */
    static CommandLine commandLine(String... args) {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        meant(args).forEach(line::addSubcommand);
        Quantities.register(line);
        line.setParameterExceptionHandler(Failures::onUsage);
        line.setExecutionExceptionHandler(
                (error, where, parsed) -> Failures.report(error, where.getErr(), main.debugging()));
        return line;
    }

    private static List<Class<?>> meant(String... args) {
        if (args.length == 1 && args[0].equals("--version")) {
            return List.of();
        }
        List<Class<?>> named =
                COMMANDS.stream().filter(command -> isNamed(command, args)).toList();
        return named.size() == 1 && !NEED_ALL.contains(named.get(0)) ? named : COMMANDS;
    }

    /** Prints the help as an error: there is nothing to do without a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    private boolean debugging() {
        String variable = System.getenv("FAULTLINE_DEBUG");
        return debug || (variable != null && !variable.isEmpty());
    }

    private static boolean isNamed(Class<?> command, String... args) {
        String name = command.getAnnotation(Command.class).name();
        return List.of(args).contains(name);
    }
}
