package faultline.cli;

import faultline.json.AnyFile;
import faultline.model.InputException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code validate} command. */
@Command(
        name = "validate",
        description = "Says everything that is wrong with scenarios, runs, profiles, links or flavours.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Validate implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "JSON files; their kind is found out.")
    private List<String> files;

    Validate() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int code = ExitCode.OK;
        for (String file : files) {
            try {
                out.println("ok: " + file + ": " + AnyFile.describe(file));
            } catch (InputException e) {
                Failures.problems(e, spec.commandLine().getErr());
                code = ExitCode.USAGE;
            }
        }
        out.flush();
        return code;
    }
}
