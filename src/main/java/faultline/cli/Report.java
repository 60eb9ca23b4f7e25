package faultline.cli;

import faultline.json.ResultFiles;
import faultline.model.InputException;
import faultline.report.HtmlReport;
import faultline.run.ResultFile;
import faultline.stats.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code report} command. */
@Command(
        name = "report",
        description = "Makes one HTML page of results, with tables and charts, that needs nothing else.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExample:%n",
        footer = {
            "  faultline simulate halifax-xl-loaded --json --samples 400 > run.json",
            "  faultline sweep halifax-xl-loaded --vary link.rtt=1ms..200ms:log:20 --out rtt.csv",
            "  faultline report run.json rtt.csv models/profiles/ulstercloud.json --out report.html"
        })
final class Report implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RESULTS",
            arity = "1..*",
            description = {"Files, each a section of the page, in this order:", ResultFiles.KINDS + "."})
    private List<String> files = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the page goes: report.html.")
    private Path out;

    Report() {}

    @Override
    public Integer call() throws IOException {
        List<ResultFile> results = new ArrayList<>();
        for (String file : files) {
            try {
                results.add(ResultFiles.read(file));
            } catch (InputException e) {
                Failures.problems(e, spec.commandLine().getErr());
            }
        }
        if (results.size() < files.size()) {
            return ExitCode.USAGE;
        }
        AtomicFile.write(out, HtmlReport.of(results, MadeBy.of(spec)));
        PrintWriter text = spec.commandLine().getOut();
        text.println("written: " + out);
        text.flush();
        return ExitCode.OK;
    }
}
