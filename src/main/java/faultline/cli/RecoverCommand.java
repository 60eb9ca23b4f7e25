package faultline.cli;

import faultline.driver.Recovery;
import faultline.unit.Span;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline recover}: goes on with a post-copy whose link died. */
@Command(
        name = "recover",
        description = "Resumes a post-copy migration whose link died, once the link is mended.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RecoverCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DOMAIN", description = "The guest.")
    private String domain = "";

    @Mixin
    private HostOptions hosts = new HostOptions();

    @Option(names = "--timeout", description = "Wait so long for both hosts to notice it (${DEFAULT-VALUE}).")
    private Span timeout = Span.ofSeconds(60);

    @Option(
            names = "--pause",
            description = {
                "Tell a host that has not noticed it to pause; only where the link is known to be dead.",
                "The destination can be told through --destination-monitor."
            })
    private boolean pause;

    @Spec
    private CommandSpec spec;

    RecoverCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Recovery recovery = new Recovery(hosts.hosts(), domain, new DriverJson(), line -> {
            err.println("faultline: " + line);
            err.flush();
        });
        recovery.run(timeout, pause);
        out.println(domain + " has arrived whole at " + hosts.to);
        out.flush();
        return ExitCode.OK;
    }
}
