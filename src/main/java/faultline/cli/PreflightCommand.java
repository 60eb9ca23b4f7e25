package faultline.cli;

import faultline.driver.Finding;
import faultline.driver.Preflight;
import faultline.json.PlainJson;
import faultline.stats.Made;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    PreflightCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> findings = new Preflight(from, to, domain).run();
        long failing =
                findings.stream().filter(f -> f.grade() == Finding.Grade.FAILS).count();
        if (json) {
            out.print(PlainJson.of(toMap(findings, failing == 0)));
        } else {
            findings.forEach(out::println);
            out.println(failing == 0 ? "ready to migrate" : failing + " to mend first");
        }
        out.flush();
        return failing == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Map<String, @Nullable Object> toMap(List<Finding> findings, boolean ready) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("ready", ready);
        map.put("findings", findings.stream().map(PreflightCommand::toMap).toList());
        map.put(Made.KEY, MadeBy.of(spec).toMap());
        return map;
    }

    private static Map<String, String> toMap(Finding finding) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("grade", finding.grade().word());
        map.put("what", finding.what());
        map.put("remedy", finding.remedy());
        return map;
    }
}
