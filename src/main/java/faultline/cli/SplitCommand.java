package faultline.cli;

import faultline.json.Runs;
import faultline.model.Run;
import faultline.model.Split;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline split}: parts real runs into those to fit to and those to judge by. */
@Command(
        name = "split",
        description = "Parts real runs into train and test by a hash of the cell's id: nobody chooses.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class SplitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUNS.json", description = "What a campaign wrote.")
    private String runs = "";

    @Option(names = "--train", required = true, description = "File for the runs to fit to.")
    private Path train = Path.of("train.json");

    @Option(names = "--test", required = true, description = "File for the runs to judge by.")
    private Path test = Path.of("test.json");

    @Spec
    private CommandSpec spec;

    SplitCommand() {}

    @Override
    public Integer call() throws IOException {
        var sides = Runs.read(runs).stream().collect(Collectors.partitioningBy(run -> Split.isTrain(run.id())));
        write(train, sides.getOrDefault(true, List.of()));
        write(test, sides.getOrDefault(false, List.of()));
        return ExitCode.OK;
    }

    private void write(Path file, List<Run> side) throws IOException {
        Runs.write(file, side);
        PrintWriter out = spec.commandLine().getOut();
        long cells = side.stream().map(run -> Split.cell(run.id())).distinct().count();
        out.println(file + ": " + side.size() + " runs of " + cells + " cells");
        out.flush();
    }
}
