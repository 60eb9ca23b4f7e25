package faultline.cli;

import faultline.driver.campaign.Campaign;
import faultline.driver.campaign.TestbedBench;
import faultline.driver.testbed.Layout;
import faultline.driver.testbed.Lease;
import faultline.driver.testbed.Testbed;
import faultline.driver.testbed.Wire;
import faultline.json.Plans;
import faultline.model.Plan;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline campaign}: a matrix of real runs. */
@Command(
        name = "campaign",
        description = {
            "Makes the real migrations of a plan on the testbed, one after another, and records each before the next.",
            "It boots the guests and sets the wire, which it can do nowhere else: for hosts of your own, call",
            "faultline migrate --out for each guest."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CampaignCommand implements Callable<Integer> {
    private static final double PERCENT = 100;
    private static final int TRIES_MAX = 100;

    @Parameters(paramLabel = "PLAN.json", description = "The matrix: groups of vm × load × link × migration.")
    private String planFile;

    @Option(names = "--out", required = true, description = "Runs file to write, beside which raw/ is kept.")
    private Path out = Path.of("runs.json");

    @Option(names = "--resume", description = "Go on where an earlier campaign with the same --out ended.")
    private boolean resume;

    @Option(names = "--retry-failed", description = "With --resume, make the failed runs again.")
    private boolean retryFailed;

    @Option(names = "--origin", description = "What each run says of where its figures come from.")
    private String origin = "faultline campaign on the testbed";

    @Option(
            names = "--max-stolen",
            paramLabel = "PERCENT",
            description = {
                "Make a run again while a hypervisor below this machine took more than this much of its processors'",
                "time during the migration (${DEFAULT-VALUE}: whatever it took). Each run's notes say how much it was."
            })
    private double maxStolen = 100;

    @Option(
            names = "--tries",
            paramLabel = "N",
            description = "With --max-stolen, how often a run is made at most; the last one counts (${DEFAULT-VALUE}).")
    private int tries = 3;

    @Option(names = "--dir", description = "The testbed's directory (${DEFAULT-VALUE}).")
    private Path dir = Layout.DEFAULT;

    @Spec
    private CommandSpec spec;

    CampaignCommand() {}

    @Override
    public Integer call() {
        PrintWriter log = spec.commandLine().getOut();
        if (!(maxStolen >= 0 && maxStolen <= PERCENT)) {
            throw new ParameterException(
                    spec.commandLine(), "--max-stolen is " + maxStolen + ": give a percentage from 0 to 100");
        }
        Numbers.check(spec, "--tries", tries, 1, TRIES_MAX);
        Plan plan = Plans.read(planFile);
        FileRunStore store = FileRunStore.open(out, resume, retryFailed);
        Testbed testbed = new Testbed(new Layout(dir), Self.command());
        Lease lease = testbed.lease();
        try {
            return run(plan, store, testbed, log);
        } finally {
            lease.close();
        }
    }

    private int run(Plan plan, FileRunStore store, Testbed testbed, PrintWriter log) {
        testbed.up(Wire.of(Rate.parse("400 Mbit/s"), Span.ZERO));
        Path raw = out.toAbsolutePath().resolveSibling("raw");
        TestbedBench.Quiet quiet = new TestbedBench.Quiet(maxStolen / PERCENT, tries);
        TestbedBench bench = new TestbedBench(testbed, raw, new DriverJson(), origin, quiet);
        int failed = new Campaign(plan, bench, store, line -> {
                    log.println(line);
                    log.flush();
                })
                .run();
        int made = plan.slots().size();
        log.println(made - failed + " runs are in " + out + ", " + failed + " failed");
        log.flush();
        return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
