package faultline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import faultline.model.InputException;
import faultline.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The problems that the readers report: all at once, each with its path. */
class ReadersTest {
    @TempDir
    Path folder;

    private List<String> problems(String json) throws IOException {
        Path file = folder.resolve("file.json");
        Files.writeString(file, json);
        InputException error = catchThrowableOfType(InputException.class, () -> AnyFile.describe(file.toString()));
        assertThat(error).as("%s must be wrong", json).isNotNull();
        return error.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void allProblemsComeAtOnce() throws IOException {
        String json = """
                {
                  "id": "x",
                  "vm": { "vcpus": 0, "memry": "1 GiB", "memory": "1 GB" },
                  "load": { "kind": "stress", "memory": 5, "workers": 1.5 },
                  "link": { "bandwidth": "7 Gbps", "rtt": "-5 ms" },
                  "migration": { "strategy": "postcopy", "switchover": null },
                  "migration": { "strategy": "post-copy" }
                }
                """;

        assertThat(problems(json))
                .containsExactly(
                        "migration: stands twice in its object",
                        "vm.vcpus: 0 is not from 1 to 1024",
                        "vm.memory: \"1 GB\" is not a multiple of 4 KiB",
                        "vm.memry: unknown key; did you mean \"memory\"?",
                        "load.memory: \"5\" has no unit: use one of B, kB, MB, GB, TB, KiB, MiB, GiB, TiB",
                        "load.workers: must be a whole number from 1 to 65536, not 1.5",
                        "link.bandwidth: \"7 Gbps\" has the unit \"Gbps\", which is not one of bit/s, kbit/s, Mbit/s,"
                                + " Gbit/s, Tbit/s, B/s, kB/s, MB/s, GB/s, KiB/s, MiB/s, GiB/s",
                        "link.rtt: -5 ms is negative");
    }

    @Test
    void aScenarioIsCheckedAsAWhole() throws IOException {
        String json = """
                [{
                  "id": "x", "flavour": "t",
                  "load": { "kind": "stress", "memory": "1 GiB", "workers": 1 },
                  "link": "coleraine-dublin",
                  "migration": { "strategy": "post-copy", "switchover": { "after": "5 s" } },
                  "measured": {}
                }]
                """;

        assertThat(problems(json))
                .containsExactly(
                        "[0].load.memory: more than the guest has, 512 MiB",
                        "[0].migration.switchover: post-copy switches immediately; for a later one use \"hybrid\"");
    }

    @Test
    void idsOfRunsAreUnique() throws IOException {
        String run = """
                { "id": "x", "flavour": "t", "load": { "kind": "idle" }, "link": "coleraine-dublin",
                  "migration": { "strategy": "post-copy" }, "measured": { "totalTime": null } }
                """;

        assertThat(problems("[" + run + "," + run + "]")).containsExactly("[1].id: \"x\" is also the id of [0]");
    }

    @Test
    void namesInAScenarioAreResolvedAndBlamed() throws IOException {
        String json = """
                { "id": "x", "flavour": "xxl", "load": { "kind": "idle" }, "link": "coleraine-dubln",
                  "migration": { "strategy": "post-copy" } }
                """;

        assertThat(problems(json))
                .satisfiesExactly(
                        flavour -> assertThat(flavour).startsWith("flavour: xxl: is not a known flavour; did you mean"),
                        link -> assertThat(link).startsWith("link: coleraine-dubln: is not a known link"));
    }

    @Test
    void aScenarioWithMeasuredFiguresIsARun() throws IOException {
        String json = """
                { "id": "x", "flavour": "t", "load": { "kind": "idle" }, "link": "coleraine-dublin",
                  "migration": { "strategy": "post-copy" }, "measured": {} }
                """;

        assertThat(problems(json)).containsExactly("measured: belongs to a run: a runs file is a list, [{...}]");
    }

    @Test
    void aProfilesValuesLieWithinTheirBounds() throws IOException {
        String json = """
                { "name": "x", "origin": "y",
                  "behaviour": { "demandService": "batched", "pushFollowsFault": true, "downtimeEnd": "written" },
                  "parameters": {
                    "setup.base": { "value": "9.8 s", "from": "fit", "bounds": ["2 s", "5 s"], "interval": ["8 s", 9] },
                    "guest.nonzeroIdle": { "value": "120 %", "from": "guess" },
                    "stop.roundTrips": { "value": 1e2147483647, "from": "guess", "bounds": [2, 1] },
                    "demand.window": { "value": "2.5 pages", "from": "guess", "bounds": ["1 page"] },
                    "setup.baze": {} } }
                """;

        assertThat(problems(json))
                .containsExactly(
                        "parameters[\"setup.base\"].interval[1]: \"9\" has no unit: use one of ns, us, µs, ms, s, min, h",
                        "parameters[\"setup.base\"].value: \"9.8 s\" is outside its bounds",
                        "parameters[\"stop.roundTrips\"].value: 1E+2147483647 is too large",
                        "parameters[\"stop.roundTrips\"].bounds: the low end is above the high one",
                        "parameters[\"demand.window\"].value: \"2.5 pages\" is not a count of pages: write \"245 pages\"",
                        "parameters[\"demand.window\"].bounds: must have two ends, low and high, not 1",
                        "parameters[\"guest.nonzeroIdle\"].value: \"120 %\" is more than 100 %",
                        "parameters[\"setup.baze\"]: unknown key; did you mean \"setup.base\"?");
    }
}
