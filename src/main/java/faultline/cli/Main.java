package faultline.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code faultline} command. */
@Command(
        name = "faultline",
        description = "Simulates post-copy live migration of virtual machines, page by page.",
        mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
