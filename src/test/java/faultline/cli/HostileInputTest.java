package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to break a reader: each gets exit code 2 and a line for each problem, never a stack trace. */
class HostileInputTest {
    private static final String SCENARIO = """
            { "id": "x", "origin": "o",
              "vm": { "vcpus": 8, "memory": "16 GiB", "disk": "120 GiB", "hostPage": "2 MiB",
                      "guestPages": { "zero": "3 GiB", "nonzero": "13 GiB" } },
              "load": { "kind": "zipf", "memory": "12 GiB", "accesses": "20000 /s", "exponent": 0.99, "writeShare": 0.5,
                "diskWrites": "20 MB/s", "diskSet": "1 GiB" },
              "link": { "bandwidth": "7 Gbit/s", "rtt": "5.5 ms", "window": "16 MiB", "sendBuffer": "4 MiB",
                        "streams": 2, "competing": 1, "mtu": "9000 B" },
              "migration": { "strategy": "hybrid", "switchover": { "afterPasses": 3 }, "storage": "shared",
                             "preempt": true, "bandwidth": "6 Gbit/s", "downtimeLimit": "300 ms", "maxPasses": 30,
                             "postcopyBandwidth": "5 Gbit/s", "reorder": "lru", "transport": "tcp",
                             "prepaging": { "window": "64 pages", "direction": "both", "pivots": 4 },
                             "xbzrle": { "cache": "64 MiB" },
                             "autoConverge": { "initial": "20 %", "increment": "10 %", "max": "99 %" } },
              "profile": "p" }
            """;

    private static final String RUN = """
            [{ "id": "x", "flavour": "xl",
              "load": { "kind": "stress", "memory": "12 GiB", "workers": 7 },
              "link": "coleraine-dublin",
              "migration": { "strategy": "hybrid", "switchover": { "after": "5 s" } },
              "measured": { "totalTime": "197.4 s", "transferred": "13500 MB", "pageRequests": 11, "passes": null },
              "notes": "n", "reasons": { "passes": "r" } }]
            """;

    private static final String PROFILE = """
            { "name": "n", "origin": "o",
              "behaviour": { "demandService": "batched", "pushFollowsFault": true, "downtimeEnd": "written" },
              "parameters": {
                "setup.base": { "value": "9.8 s", "from": "fit", "bounds": ["2 s", "15 s"], "interval": ["8 s", "11 s"] },
                "setup.imageSize": { "value": "20 GiB", "from": "guess" },
                "demand.window": { "value": "245 pages", "from": "guess" },
                "guest.nonzeroIdle": { "value": "85.7 %", "from": "guess" },
                "setup.roundTrips": { "value": 4.25, "from": "guess" } },
              "fit": { "seed": 1 } }
            """;

    /** Values that are wrong wherever a quantity or a whole number is asked for. */
    private static final List<String> WRONG_ANYWHERE = List.of(
            "true",
            "[]",
            "{}",
            "\"\"",
            "\"-1\"",
            "-1",
            "\"-5 ms\"",
            "\"1e99 XB\"",
            "1.5",
            "1e999",
            "99999999999999999999");

    private static final Map<String, String> SCENARIO_QUANTITIES = Map.ofEntries(
            Map.entry("vm.vcpus", "\"vcpus\": 8"),
            Map.entry("vm.memory", "\"memory\": \"16 GiB\""),
            Map.entry("vm.disk", "\"disk\": \"120 GiB\""),
            Map.entry("vm.hostPage", "\"hostPage\": \"2 MiB\""),
            Map.entry("vm.guestPages.zero", "\"zero\": \"3 GiB\""),
            Map.entry("vm.guestPages.nonzero", "\"nonzero\": \"13 GiB\""),
            Map.entry("load.memory", "\"memory\": \"12 GiB\""),
            Map.entry("load.accesses", "\"accesses\": \"20000 /s\""),
            Map.entry("link.bandwidth", "\"bandwidth\": \"7 Gbit/s\""),
            Map.entry("link.rtt", "\"rtt\": \"5.5 ms\""),
            Map.entry("link.window", "\"window\": \"16 MiB\""),
            Map.entry("link.sendBuffer", "\"sendBuffer\": \"4 MiB\""),
            Map.entry("link.streams", "\"streams\": 2"),
            Map.entry("link.competing", "\"competing\": 1"),
            Map.entry("link.mtu", "\"mtu\": \"9000 B\""),
            Map.entry("migration.switchover.afterPasses", "\"afterPasses\": 3"),
            Map.entry("migration.bandwidth", "\"bandwidth\": \"6 Gbit/s\""),
            Map.entry("migration.downtimeLimit", "\"downtimeLimit\": \"300 ms\""),
            Map.entry("migration.maxPasses", "\"maxPasses\": 30"),
            Map.entry("migration.postcopyBandwidth", "\"postcopyBandwidth\": \"5 Gbit/s\""),
            Map.entry("migration.reorder", "\"reorder\": \"lru\""),
            Map.entry("migration.transport", "\"transport\": \"tcp\""),
            Map.entry("migration.prepaging.window", "\"window\": \"64 pages\""),
            Map.entry("migration.prepaging.direction", "\"direction\": \"both\""),
            Map.entry("migration.prepaging.pivots", "\"pivots\": 4"),
            Map.entry("migration.xbzrle.cache", "\"cache\": \"64 MiB\""),
            Map.entry("migration.autoConverge.initial", "\"initial\": \"20 %\""),
            Map.entry("migration.autoConverge.increment", "\"increment\": \"10 %\""),
            Map.entry("migration.autoConverge.max", "\"max\": \"99 %\""),
            Map.entry("load.diskWrites", "\"diskWrites\": \"20 MB/s\""),
            Map.entry("load.diskSet", "\"diskSet\": \"1 GiB\""));

    private static final Map<String, String> RUN_QUANTITIES = Map.of(
            "[0].load.workers", "\"workers\": 7",
            "[0].migration.switchover.after", "\"after\": \"5 s\"",
            "[0].measured.totalTime", "\"totalTime\": \"197.4 s\"",
            "[0].measured.transferred", "\"transferred\": \"13500 MB\"",
            "[0].measured.pageRequests", "\"pageRequests\": 11");

    private static final Map<String, String> PROFILE_QUANTITIES = Map.of(
            "parameters[\"setup.base\"].value", "\"value\": \"9.8 s\"",
            "parameters[\"setup.imageSize\"].value", "\"value\": \"20 GiB\"",
            "parameters[\"demand.window\"].value", "\"value\": \"245 pages\"",
            "parameters[\"guest.nonzeroIdle\"].value", "\"value\": \"85.7 %\"");

    @TempDir
    Path folder;

    static Stream<Arguments> wrongValues() {
        List<Arguments> cases = new ArrayList<>();
        SCENARIO_QUANTITIES.forEach((path, was) -> replaced(cases, SCENARIO, path, was));
        RUN_QUANTITIES.forEach((path, was) -> replaced(cases, RUN, path, was));
        PROFILE_QUANTITIES.forEach((path, was) -> replaced(cases, PROFILE, path, was));
        return cases.stream();
    }

    private static void replaced(List<Arguments> cases, String file, String path, String was) {
        String key = was.substring(0, was.indexOf(':') + 2);
        assertThat(file.split(Pattern.quote(was), -1)).as(was).hasSize(2);
        for (String wrong : WRONG_ANYWHERE) {
            cases.add(Arguments.of(path, file.replace(was, key + wrong)));
        }
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("wrongValues")
    void aWrongValueIsNamedByItsPath(String path, String content) throws IOException {
        Cli run = validate(content.getBytes(StandardCharsets.UTF_8));

        assertThat(run.errLines()).anySatisfy(line -> assertThat(line).contains(".json: " + path));
    }

    static Stream<Arguments> single() {
        return Stream.of(
                Arguments.of("vm.vcpus", SCENARIO.replace("\"vcpus\": 8", "\"vcpus\": 1025")),
                Arguments.of("vm.vcpus", SCENARIO.replace("\"vcpus\": 8", "\"vcpus\": null")),
                Arguments.of("vm.vcpus: is missing", SCENARIO.replace("\"vcpus\": 8,", "")),
                Arguments.of("vm.memory", SCENARIO.replace("\"16 GiB\"", "\"65 TiB\"")),
                Arguments.of("vm.memory", SCENARIO.replace("\"16 GiB\"", "\"16777217 KiB\"")),
                Arguments.of("vm.memory", SCENARIO.replace("\"16 GiB\"", "\"17000 kB\"")),
                Arguments.of("vm: must be an object", SCENARIO.replace("\"vm\": {", "\"vm\": 5, \"w\": {")),
                Arguments.of("vm.guestPages: zero and", SCENARIO.replace("\"13 GiB\"", "\"14 GiB\"")),
                Arguments.of("load.kind", SCENARIO.replace("\"zipf\"", "\"ziph\"")),
                Arguments.of("load.kind", SCENARIO.replace("\"zipf\"", "null")),
                Arguments.of("load.exponent", SCENARIO.replace("0.99", "0")),
                Arguments.of("load.exponent", SCENARIO.replace("0.99", "4.1")),
                Arguments.of("load.exponent", SCENARIO.replace("0.99", "\"0.99\"")),
                Arguments.of("load.writeShare", SCENARIO.replace("0.5", "-0.1")),
                Arguments.of("load.writeShare", SCENARIO.replace("0.5", "1.01")),
                Arguments.of("load.exponent: unknown key", SCENARIO.replace("\"zipf\"", "\"uniform\"")),
                Arguments.of("load.memory: more than", SCENARIO.replace("\"12 GiB\"", "\"17 GiB\"")),
                Arguments.of("link: is missing", SCENARIO.replace("\"link\"", "\"lnk\"")),
                Arguments.of("lnk: unknown key; did you mean \"link\"?", SCENARIO.replace("\"link\"", "\"lnk\"")),
                Arguments.of("link.rtt", SCENARIO.replace("\"5.5 ms\"", "\"11 s\"")),
                Arguments.of("link.rtt", SCENARIO.replace("\"5.5 ms\"", "\"5.5\"")),
                Arguments.of("link.rtt", SCENARIO.replace("\"5.5 ms\"", "5.5")),
                Arguments.of("link.rtt", SCENARIO.replace("\"5.5 ms\"", "\"NaN ms\"")),
                Arguments.of("link.rtt", SCENARIO.replace("\"5.5 ms\"", "\"\\u221e ms\"")),
                Arguments.of("link.rtt", SCENARIO.replace("\"5.5 ms\"", "NaN")),
                Arguments.of("link.rtt", SCENARIO.replace("\"5.5 ms\"", "-Infinity")),
                Arguments.of("link.rtt", SCENARIO.replace("5.5 ms", "9".repeat(5_000) + " ms")),
                Arguments.of("link.streams", SCENARIO.replace("\"streams\": 2", "\"streams\": 65")),
                Arguments.of("link.mtu", SCENARIO.replace("\"9000 B\"", "\"64 KiB\"")),
                Arguments.of("link.bandwidth", SCENARIO.replace("7 Gbit/s", "1 bit/s")),
                Arguments.of("link.bandwidth", SCENARIO.replace("7 Gbit/s", "0 bit/s")),
                Arguments.of("link: must be an object or", SCENARIO.replace("\"link\": {", "\"link\": 5, \"w\": {")),
                Arguments.of("link: must be an object or", SCENARIO.replace("\"link\": {", "\"link\": null, \"w\": {")),
                Arguments.of("link: /: is a directory", SCENARIO.replace("\"link\": {", "\"link\": \"/\", \"w\": {")),
                Arguments.of(
                        "link: ../../x: does not", SCENARIO.replace("\"link\": {", "\"link\": \"../../x\", \"w\": {")),
                Arguments.of(
                        "flavour: stands beside vm", SCENARIO.replace("\"vm\": {", "\"flavour\": \"t\", \"vm\": {")),
                Arguments.of("migration.strategy", SCENARIO.replace("\"hybrid\"", "\"HYBRID\"")),
                Arguments.of("migration.switchover", SCENARIO.replace("\"hybrid\"", "\"pre-copy\"")),
                Arguments.of("migration.switchover", SCENARIO.replace("\"afterPasses\": 3", "")),
                Arguments.of(
                        "migration.switchover", SCENARIO.replace("rPasses\": 3", "rPasses\": 3, \"after\": \"5 s\"")),
                Arguments.of("migration.switchover.afterPases", SCENARIO.replace("rPasses\": 3", "rPases\": 3")),
                Arguments.of("migration.switchover", SCENARIO.replace("{ \"afterPasses\": 3 }", "\"at once\"")),
                Arguments.of("migration.switchover", SCENARIO.replace("{ \"afterPasses\": 3 }", "[]")),
                Arguments.of("migration.storage", SCENARIO.replace("\"shared\"", "\"nfs\"")),
                Arguments.of("migration.preempt", SCENARIO.replace("\"preempt\": true", "\"preempt\": \"yes\"")),
                Arguments.of("id: is blank", SCENARIO.replace("\"x\"", "\"  \"")),
                Arguments.of("id: must be a text", SCENARIO.replace("\"x\"", "7")),
                Arguments.of("id: stands twice", SCENARIO.replace("\"id\": \"x\"", "\"id\": \"x\", \"id\": \"x\"")),
                Arguments.of("profile", SCENARIO.replace("\"p\"", "[]")),
                Arguments.of("measured: belongs to a run", SCENARIO.replace("\"p\"", "\"p\", \"measured\": {}")),
                Arguments.of("__proto__: unknown key", SCENARIO.replace("\"p\"", "\"p\", \"__proto__\": {}")),
                Arguments.of("[\"a?b.?\"]: unknown", SCENARIO.replace("\"p\"", "\"p\", \"a\\nb.\\u0007\": 1")),
                Arguments.of("[0].measured: is missing", RUN.replace("\"measured\"", "\"mesured\"")),
                Arguments.of("[0].measured: is null", RUN.replace("\"measured\": {", "\"measured\": null, \"w\": {")),
                Arguments.of("[0].measured.total: unknown", RUN.replace("\"totalTime\"", "\"total\"")),
                Arguments.of("[0].reasons.passes", RUN.replace("\"r\"", "null")),
                Arguments.of("[0].reasons: must be an object", RUN.replace("{ \"passes\": \"r\" }", "[\"r\"]")),
                Arguments.of("[0].notes", RUN.replace("\"n\"", "[]")),
                Arguments.of("[0].flavour", RUN.replace("\"xl\"", "\"xxl\"")),
                Arguments.of("[0].flavour", RUN.replace("\"xl\"", "\"../flavours/xl\"")),
                Arguments.of("[0].load.memory: less than a page", RUN.replace("12 GiB", "24 KiB")),
                Arguments.of("[1]: must be an object", RUN.replace("}]", "}, null]")),
                Arguments.of("[1]: must be an object", RUN.replace("}]", "}, []]")),
                Arguments.of("behaviour.demandService", PROFILE.replace("\"batched\"", "\"batch\"")),
                Arguments.of("behaviour.pushFollowsFault", PROFILE.replace("true", "1")),
                Arguments.of("behaviour: is missing", PROFILE.replace("\"behaviour\"", "\"behavior\"")),
                Arguments.of(
                        "parameters: must be an object",
                        PROFILE.replace("\"parameters\": {", "\"parameters\": [], \"w\": {")),
                Arguments.of("parameters[\"setup.base\"].from: is missing", PROFILE.replace("\"from\": \"fit\", ", "")),
                Arguments.of("parameters[\"setup.base\"].bounds[0]", PROFILE.replace("\"2 s\"", "2")),
                Arguments.of("parameters[\"setup.base\"].bounds", PROFILE.replace("[\"2 s\", \"15 s\"]", "{}")),
                Arguments.of("parameters[\"setup.base\"].value", PROFILE.replace("\"2 s\"", "\"10 s\"")),
                Arguments.of("parameters[\"setup.roundTrips\"].value", PROFILE.replace("4.25", "\"4.25\"")),
                Arguments.of("parameters[\"setup.roundTrips\"].value", PROFILE.replace("4.25", "-1e-999999999")),
                Arguments.of("fit: must be an object", PROFILE.replace("{ \"seed\": 1 }", "[1]")));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource
    void single(String expected, String content) throws IOException {
        Cli run = validate(content.getBytes(StandardCharsets.UTF_8));

        assertThat(run.errLines()).anySatisfy(line -> assertThat(line).contains(".json: " + expected));
    }

    static Stream<byte[]> truncated() {
        return Stream.of(SCENARIO, RUN, PROFILE).flatMap(file -> {
            byte[] whole = file.strip().getBytes(StandardCharsets.UTF_8);
            return IntStream.range(0, 30).mapToObj(i -> Arrays.copyOf(whole, whole.length * i / 30));
        });
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource
    void truncated(byte[] content) throws IOException {
        Cli run = validate(content);

        assertThat(run.errLines()).hasSize(1);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("blank", " \n\t ", "is empty"),
                Arguments.of("trailing brace", SCENARIO + "}", "Unexpected"),
                Arguments.of("trailing value", SCENARIO + "{}", "something follows"),
                Arguments.of("trailing comma", "{\"id\": \"x\",}", "line 1, column"),
                Arguments.of("comment", "// hello\n{}", "line 1, column"),
                Arguments.of("single quotes", "{'id': 1}", "line 1, column"),
                Arguments.of("no quotes", "{id: 1}", "line 1, column"),
                Arguments.of("NaN", "NaN", "NaN"),
                Arguments.of("leading zero", "{\"bandwidth\": 007}", "bandwidth: line 1"),
                Arguments.of("hex", "{\"bandwidth\": 0x10}", "bandwidth: line 1"),
                Arguments.of("bare word", "{\"bandwidth\": fast}", "bandwidth: line 1"),
                Arguments.of("line feed in a string", "{\"bandwidth\": \"7\nGbit/s\"}", "line"),
                Arguments.of("wrong escape", "{\"bandwidth\": \"\\q\"}", "line 1"),
                Arguments.of("half a surrogate", "{\"\\ud800\": 1, \"rtt\": 1}", "line 1"),
                Arguments.of("NUL", "\0\0\0\0", "line 1"),
                Arguments.of("null", "null", "is no scenario"),
                Arguments.of("number", "42", "is no scenario"),
                Arguments.of("text", "\"text\"", "is no scenario"),
                Arguments.of("empty object", "{}", "is no scenario"),
                Arguments.of("foreign object", "{\"a\": 1}", "is no scenario"),
                Arguments.of("list of numbers", "[1, 2]", "[1]: must be an object"),
                Arguments.of("10 MB of brackets", "[".repeat(10_000_000), "nested more than 50 deep"),
                Arguments.of("10 MB of braces", "{\"a\":".repeat(2_000_000), "nested more than 50 deep"),
                Arguments.of("10 MB of closing brackets", "]".repeat(10_000_000), "line 1"),
                Arguments.of("nested 51 deep", "[".repeat(51) + "]".repeat(51), "nested more than 50 deep"),
                Arguments.of("nested 50 deep", "[".repeat(50) + "]".repeat(50), "[0]: must be an object"),
                Arguments.of("3 million lists", "[" + "[],".repeat(3_000_000) + "1]", "more than 2000000 values"),
                Arguments.of("wrong runs", "[" + "0,".repeat(99_999) + "0]", "99800 more problems"),
                Arguments.of("2 MB string", "\"" + "a".repeat(2_000_000) + "\"", "a string of more than"),
                Arguments.of("2 kB key", "{\"" + "a".repeat(2_000) + "\": 1}", "a key of more than"),
                Arguments.of("1 MB number", "1".repeat(1_000_000), "a number of more than"),
                Arguments.of("long decimals", "{\"rtt\": 0." + "1".repeat(2_000) + "}", "a number of more than"),
                Arguments.of("vast exponent", "{\"rtt\": 1e99999999999}", "rtt: "),
                Arguments.of(
                        "long text", "{\"rtt\": \"1 s\", \"name\": \"" + "a".repeat(3_000) + "\"}", "name: is longer"));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource
    void broken(String what, String content, String expected) throws IOException {
        Cli run = validate(content.getBytes(StandardCharsets.UTF_8));

        assertThat(run.err()).as(what).contains(expected);
    }

    @Test
    void notUtf8() throws IOException {
        assertThat(validate(SCENARIO.getBytes(StandardCharsets.UTF_16)).err()).contains("is not UTF-8 text");
        assertThat(validate(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
                        .err())
                .contains("is not UTF-8");
        assertThat(validate(("\ufeff" + SCENARIO).getBytes(StandardCharsets.UTF_8))
                        .err())
                .contains("byte order mark");
        assertThat(validate("{\"id\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1))
                        .err())
                .contains("is not UTF-8 text");
    }

    @Test
    void notAFile() throws IOException {
        assertThat(checked(folder.toString()).err()).contains("is a directory");
        assertThat(checked(folder.resolve("nowhere.json").toString()).err()).contains("does not exist");
        assertThat(checked("a\0b").err()).contains("is not a file name");
        Path large = folder.resolve("large.json");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(5L << 30);
        }
        assertThat(checked(large.toString()).err()).contains("is larger than 32 MiB");
    }

    @Test
    void theFilesThatTheCasesStartFromAreValid() throws IOException {
        for (String content : List.of(SCENARIO, RUN, PROFILE)) {
            Path file = Files.writeString(folder.resolve("input.json"), content);
            assertThat(Cli.run("validate", file.toString()))
                    .extracting(Cli::code, Cli::err)
                    .containsExactly(0, "");
        }
    }

    private Cli validate(byte[] content) throws IOException {
        return checked(Files.write(folder.resolve("input.json"), content).toString());
    }

    private static Cli checked(String file) {
        Cli run = Cli.run("validate", file);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("faultline: "));
        assertThat(run.err())
                .doesNotContain("Exception")
                .doesNotContain("at faultline.")
                .doesNotContain("internal error");
        return run;
    }
}
