package faultline.cli;

import faultline.driver.Hosts;
import faultline.driver.testbed.GuestSpec;
import faultline.driver.testbed.Host;
import faultline.driver.testbed.Layout;
import faultline.driver.testbed.Lease;
import faultline.driver.testbed.Testbed;
import faultline.driver.testbed.TestbedGuest;
import faultline.model.DiskWrites;
import faultline.model.Load;
import faultline.model.Vm;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline testbed guest}: boots a guest, looks at its ticks, ends it. */
@Command(
        name = "guest",
        description = "Boots a testbed guest and waits until its load has settled; or looks at it, or ends it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class TestbedGuestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The guest.")
    private String name = "";

    @Option(names = "--memory", description = "Its memory (${DEFAULT-VALUE}).")
    private Bytes memory = new Bytes(256L << 20);

    @Option(names = "--vcpus", description = "Its processors (${DEFAULT-VALUE}).")
    private int vcpus = 1;

    @Option(names = "--stress", description = "Memory that it writes all the time; else it is idle.")
    private @Nullable Bytes stress;

    @Option(names = "--workers", description = "Processes that write it (${DEFAULT-VALUE}).")
    private int workers = 1;

    @Option(names = "--disk", description = "A disk of this size, for migrations with --storage block.")
    private @Nullable Bytes disk;

    @Option(names = "--disk-writes", description = "It writes to the disk as fast as this, as \"2 MB/s\".")
    private @Nullable Rate diskWrites;

    @Option(names = "--ticks", description = "Only print the last tick at hosts a and b, and how many are lost.")
    private boolean ticks;

    @Option(names = "--end", description = "Only end it.")
    private boolean end;

    @Option(names = "--dir", description = "The testbed's directory (${DEFAULT-VALUE}).")
    private Path dir = Layout.DEFAULT;

    @Spec
    private CommandSpec spec;

    TestbedGuestCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Numbers.check(spec, "--vcpus", vcpus, 1, Vm.VCPUS_MAX);
        Numbers.check(spec, "--workers", workers, 1, RecordOptions.WORKERS_MAX);
        Vm vm = new Vm(vcpus, memory, disk, new Bytes(Vm.PAGE), null);
        Load load = stress == null ? new Load.Idle() : new Load.Stress(stress, workers);
        DiskWrites writes = diskWrites == null ? null : new DiskWrites(diskWrites, null);
        TestbedGuest guest = new TestbedGuest(new Layout(dir), new GuestSpec(name, vm, load, writes));
        if (ticks) {
            out.println("a " + guest.lastTick(Host.A) + " b " + guest.lastTick(Host.B) + " lost " + guest.lostTicks());
            out.flush();
            return ExitCode.OK;
        }
        Lease lease = new Testbed(new Layout(dir), Self.command()).lease();
        try {
            change(guest, out);
        } finally {
            lease.close();
        }
        out.flush();
        return ExitCode.OK;
    }

    private void change(TestbedGuest guest, PrintWriter out) {
        if (end) {
            guest.destroy();
        } else {
            guest.boot(false);
            guest.settle();
            out.println(name + " runs at host a; to migrate it:");
            out.println("faultline migrate " + name + " --strategy post-copy "
                    + String.join(" ", words(guest.hosts(false))));
        }
    }

    private static List<String> words(Hosts hosts) {
        return List.of(
                "--from", hosts.from(),
                "--to", hosts.to(),
                "--peer", hosts.peer(),
                "--migrate-uri", String.valueOf(hosts.migrateUri()),
                "--source-monitor", String.valueOf(hosts.sourceMonitor()),
                "--destination-monitor", String.valueOf(hosts.destinationMonitor()));
    }
}
