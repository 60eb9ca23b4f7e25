package faultline.cli;

import faultline.stats.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code generate-man-pages} command. */
@Command(
        name = "generate-man-pages",
        description = "Writes a manual page for each command into a folder.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExample:%n",
        footer = {"  faultline generate-man-pages --out ~/.local/share/man/man1", "  man faultline-predict"})
final class GenerateManPages implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where the pages go.")
    private Path folder;

    GenerateManPages() {}

    @Override
    public Integer call() throws IOException {
        String version = String.join(" ", new Version().getVersion());
        List<CommandSpec> commands = commands(spec.root());
        for (CommandSpec command : commands) {
            AtomicFile.write(folder.resolve(ManPage.name(command) + ".1"), ManPage.of(command, version));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("written: " + commands.size() + " pages in " + folder);
        out.flush();
        return ExitCode.OK;
    }

    /** Returns a command and all below it that are shown. */
    static List<CommandSpec> commands(CommandSpec root) {
        List<CommandSpec> commands = new ArrayList<>(List.of(root));
        root.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .distinct()
                .forEach(spec -> commands.addAll(commands(spec)));
        return commands;
    }
}
