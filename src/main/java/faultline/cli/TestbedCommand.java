package faultline.cli;

import faultline.driver.testbed.Host;
import faultline.driver.testbed.Layout;
import faultline.driver.testbed.Lease;
import faultline.driver.testbed.Testbed;
import faultline.driver.testbed.Wire;
import faultline.driver.testbed.WireProcess;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code faultline testbed}: two hosts on one machine. */
@Command(
        name = "testbed",
        description = "Two hosts on this machine, each with its own libvirtd, joined by a wire; needs root.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = TestbedGuestCommand.class)
final class TestbedCommand {
    @Option(
            names = "--dir",
            description = "Where the testbed keeps its files (${DEFAULT-VALUE}).",
            defaultValue = "/var/lib/faultline/testbed",
            scope = ScopeType.LOCAL)
    private Path dir = Layout.DEFAULT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(description = "Puts up what is not up yet, and sets the wire.", mixinStandardHelpOptions = true)
    int up(
            @Option(names = "--rate", defaultValue = "400 Mbit/s", description = "Of the wire (${DEFAULT-VALUE}).")
                    Rate rate,
            @Option(names = "--rtt", defaultValue = "0 ms", description = "Round trip (${DEFAULT-VALUE}).") Span rtt) {
        Lease lease = testbed().lease();
        try {
            testbed().up(Wire.of(rate, rtt));
        } finally {
            lease.close();
        }
        return status();
    }

    @Command(description = "Tells what is there.", mixinStandardHelpOptions = true)
    int status() {
        PrintWriter out = spec.commandLine().getOut();
        boolean all = true;
        for (Testbed.Part part : testbed().status()) {
            out.println((part.alive() ? "up    " : "down  ") + part.name() + ": " + part.detail());
            all &= part.alive();
        }
        out.flush();
        return all ? 0 : 1;
    }

    @Command(description = "Takes down everything that up put up.", mixinStandardHelpOptions = true)
    int down() {
        Lease lease = testbed().lease();
        try {
            testbed().down();
        } finally {
            lease.close();
        }
        return 0;
    }

    @Command(description = "Loses every frame on the wire, until mend.", mixinStandardHelpOptions = true)
    int cut() {
        testbed().cut();
        return 0;
    }

    @Command(description = "Ends cut.", mixinStandardHelpOptions = true)
    int mend() {
        testbed().mend();
        return 0;
    }

    @Command(name = "kill-daemon", description = "Kills a host's libvirtd; its guests run on.")
    int killDaemon(@Parameters(paramLabel = "HOST", description = "a or b.") String letter) {
        testbed().killDaemon(host(letter));
        return 0;
    }

    @Command(name = "start-daemon", description = "Starts a host's libvirtd again.")
    int startDaemon(@Parameters(paramLabel = "HOST", description = "a or b.") String letter) {
        testbed().restartDaemon(host(letter));
        return 0;
    }

    @Command(hidden = true, description = "Is the wire.")
    int wire(
            @Option(names = "--socket", required = true) Path socket,
            @Option(names = "--taps", required = true, split = ",") List<String> taps,
            @Parameters(arity = "1") String wire) {
        WireProcess.serve(socket, taps.get(0), taps.get(1), Wire.parse(wire));
        return 0;
    }

    private static Host host(String letter) {
        return switch (letter) {
            case "a" -> Host.A;
            case "b" -> Host.B;
            default -> throw new UserException("there is no host " + letter + ": a and b are there");
        };
    }

    private Testbed testbed() {
        return new Testbed(new Layout(dir), Self.command());
    }
}
