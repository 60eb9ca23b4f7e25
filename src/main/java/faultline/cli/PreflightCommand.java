package faultline.cli;

import faultline.driver.Finding;
import faultline.driver.Preflight;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code faultline preflight}: what has to hold before a guest moves. */
@Command(
        name = "preflight",
        description = "Looks at everything that has to hold before a guest can move between two hosts.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PreflightCommand implements Callable<Integer> {
    @Option(names = "--from", required = true, description = "URI of the source's libvirt.")
    private String from = "";

    @Option(names = "--to", required = true, description = "URI of the destination's libvirt.")
    private String to = "";

    @Option(names = "--domain", description = "The guest that is to move: its disks, memory and processor as well.")
    private @Nullable String domain;

    @Spec
    private CommandSpec spec;

    PreflightCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> findings = new Preflight(from, to, domain).run();
        findings.forEach(out::println);
        long failing =
                findings.stream().filter(f -> f.grade() == Finding.Grade.FAILS).count();
        out.println(failing == 0 ? "ready to migrate" : failing + " to mend first");
        out.flush();
        return failing == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
