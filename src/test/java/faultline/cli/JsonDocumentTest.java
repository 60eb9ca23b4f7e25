package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import faultline.driver.DriverException;
import faultline.driver.LinkProbe;
import faultline.driver.LiveGuest;
import faultline.json.PlainJson;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys that docs/json.md tells of are exactly those that the commands write. */
class JsonDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|");

    @TempDir
    private Path folder;

    /** Returns the keys that a section of the document has, with a pattern that a written path must match. */
    private static Map<String, Pattern> documented(String section) throws IOException {
        String document = Files.readString(Path.of("docs/json.md"));
        int start = document.indexOf("\n## " + section + "\n");
        assertThat(start).as(section).isNotNegative();
        int end = document.indexOf("\n## ", start + 1);
        Map<String, Pattern> keys = new TreeMap<>();
        Matcher row = ROW.matcher(document.substring(start, end < 0 ? document.length() : end));
        while (row.find()) {
            String regex =
                    Pattern.quote(row.group(1)).replace(".**", "\\E\\..+\\Q").replace("*", "\\E[^.\\[]+\\Q");
            keys.put(row.group(1), Pattern.compile(regex));
        }
        return keys;
    }

    private static void collect(JsonNode node, String path, Set<String> paths) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, path + "[]", paths));
        } else if (node.isObject()) {
            node.properties()
                    .forEach(entry -> collect(
                            entry.getValue(),
                            path.isEmpty() ? entry.getKey() : path + "." + name(entry.getKey()),
                            paths));
        } else {
            paths.add(path);
        }
    }

    /** A key with a point in it, such as p99.9Ns or setup.base, is one step of a path. */
    private static String name(String key) {
        return key.replace('.', '_');
    }

    private static void assertDocumented(String section, String... outputs) throws IOException {
        Set<String> written = new TreeSet<>();
        for (String output : outputs) {
            collect(JSON.readTree(output), "", written);
        }
        Map<String, Pattern> documented = documented(section);
        List<String> unknown = written.stream()
                .filter(path -> documented.values().stream()
                        .noneMatch(pattern -> pattern.matcher(path).matches()))
                .toList();
        List<String> unwritten = new ArrayList<>();
        documented.forEach((key, pattern) -> {
            if (written.stream().noneMatch(path -> pattern.matcher(path).matches())) {
                unwritten.add(key);
            }
        });
        assertThat(unknown)
                .as(section + ": written, but docs/json.md does not tell of it")
                .isEmpty();
        assertThat(unwritten)
                .as(section + ": docs/json.md tells of it, but it is not written")
                .isEmpty();
    }

    private static String print(String... args) {
        Cli run = Cli.run(args);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void simulate() throws IOException {
        assertDocumented(
                "simulate",
                print("simulate", "halifax-s-block", "--json", "--samples", "20"),
                print("simulate", "halifax-l-hybrid", "--prepaging=4096pages", "--json"),
                print("simulate", "halifax-l-hybrid", "--prepaging=4096pages", "--replications", "2", "--json"),
                print("simulate", "dublin-m-idle", "--json", "--replications", "2", "--samples", "9"));
    }

    @Test
    void compareAndReproduce() throws IOException {
        assertDocumented(
                "compare",
                print("compare", "calibration/ulstercloud/runs.json", "--json"),
                print("compare", "calibration/testbed/test.json", "--json"));
        assertDocumented("reproduce", print("reproduce", "--json", "--no-charts", "--out", folder.toString()));
    }

    @Test
    void predictAndAdvise() throws IOException {
        String[] guest = {"--flavour", "xl", "--link", "coleraine-dublin", "--json", "--memory", "64MiB"};
        assertDocumented("predict", print(with("predict", guest)));
        assertDocumented("advise", print(with("advise", guest, "--max-time", "1s")));
    }

    private static String[] with(String command, String[] args, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(args));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void sweep() throws IOException {
        Path rows = folder.resolve("rows.jsonl");
        print("sweep", "dublin-m-idle", "--vary", "vm.memory=64MiB,128MiB", "--out", rows.toString());

        for (String line : Files.readAllLines(rows)) {
            assertDocumented("sweep, rows", line);
        }
        assertDocumented("sweep, FILE-metadata.json", Files.readString(folder.resolve("rows.jsonl-metadata.json")));
        Path csv = folder.resolve("rows.csv");
        print("sweep", "dublin-m-idle", "--vary", "vm.memory=64MiB", "--out", csv.toString());
        String names = Files.readAllLines(csv).get(0);
        assertThat(Files.readString(Path.of("docs/json.md"))).contains(names);
    }

    @Test
    void calibrate() throws IOException {
        assertDocumented("calibrate", Files.readString(Path.of("models/profiles/ulstercloud.json")));
    }

    @Test
    void probeAndPreflight() throws IOException {
        LinkProbe.Loaded loaded = new LinkProbe.Loaded(Rate.parse("1 Gbit/s"), Span.parse("2 ms"));
        Map<String, Object> probed = new TreeMap<>();
        ProbeCommand.toMap(Span.parse("1 ms"), loaded, Rate.parse("2 Gbit/s"), 4)
                .forEach(probed::put);
        probed.put("madeBy", Map.of("command", "faultline probe", "version", "1"));
        assertDocumented("probe", PlainJson.write(probed));
        try {
            LiveGuest.find("test:///default", "test").close();
        } catch (DriverException e) {
            System.out.println("skipped: preflight: " + e.getMessage());
            Assumptions.abort("no libvirt here");
        }
        Cli run = Cli.run("preflight", "--from", "test:///default", "--to", "test:///default", "--json");
        assertDocumented("preflight", run.out());
    }
}
