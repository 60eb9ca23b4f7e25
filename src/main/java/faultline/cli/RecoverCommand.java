package faultline.cli;

import faultline.driver.Recovery;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Spec
    private CommandSpec spec;

    RecoverCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Recovery recovery = new Recovery(hosts.hosts(), domain);
        String obstacle = recovery.obstacle();
        if (obstacle != null) {
            throw new UserException(obstacle);
        }
        recovery.run();
        out.println(domain + " has arrived whole at " + hosts.to);
        out.flush();
        return ExitCode.OK;
    }
}
