package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import faultline.driver.DriverException;
import faultline.driver.LiveGuest;
import faultline.json.PlainJson;
import faultline.run.Facts;
import faultline.unit.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Predictions for a guest that libvirt's own mock hypervisor, {@code test:///default}, has. */
class LiveGuestTest {
    private static final String URI = "test:///default";

    @BeforeAll
    static void needsLibvirt() {
        boolean there = true;
        try {
            LiveGuest.find(URI, "test").close();
        } catch (DriverException e) {
            there = false;
            System.out.println("skipped: " + e.getMessage());
        }
        assumeTrue(there, "no libvirt here");
    }

    private static Cli predict(String... more) {
        List<String> args =
                new ArrayList<>(List.of("predict", "--connect", URI, "--domain", "test", "--link", "coleraine-dublin"));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    @Test
    void aGuestsSizeIsReadFromItsHost() {
        Cli run = predict("--load", "idle", "--set", "vm.memory=64MiB", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        Facts vm = new Facts(new LinkedHashMap<>(PlainJson.read(run.out())))
                .at("input")
                .at("vm");
        assertThat(vm.whole("vcpus")).isEqualTo(2);
        assertThat(vm.text("memory")).isEqualTo("64 MiB");
        assertThat(Bytes.parse(vm.text("disk")).count()).isGreaterThan(1L << 30);
    }

    @Test
    void aHostThatCannotMeasureItLeavesTheLoadToBeNamed() {
        Cli run = predict();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errLines().get(0))
                .startsWith(
                        "faultline: --load must be named, for the dirty rate of test at test:///default cannot be had: ")
                .contains("not supported");
    }

    @Test
    void whatIsMissingOrContradictsIsSaid() {
        assertThat(Cli.run("predict", "--connect", URI).err()).contains("--connect and --domain belong together");
        assertThat(Cli.run("predict", "--domain", "test").err()).contains("--connect and --domain belong together");
        assertThat(predict("--flavour", "xl").err()).contains("give one of them");
        Cli nobody = Cli.run("predict", "--connect", URI, "--domain", "nobody", "--link", "coleraine-dublin");
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.errLines()).hasSize(1);
        assertThat(nobody.err()).contains("there is no guest nobody at test:///default");
    }

    /** Writes at the rate that is returned dirty as many pages, by the law of uniform writes, as were measured. */
    @Test
    void aDirtyRateBecomesUniformWrites() {
        Bytes memory = Bytes.parse("1 GiB");
        for (long dirty : new long[] {1 << 20, 100 << 20, 900 << 20}) {
            Map<String, String> load = LiveOptions.load(dirty, 1, memory);
            double accesses =
                    Double.parseDouble(load.getOrDefault("load.accesses", "").replace(" /s", ""));
            double pages = memory.count() / 4096.0;

            assertThat(pages * -Math.expm1(-accesses / pages) * 4096).isCloseTo((double) dirty, byPercent());
            assertThat(load).containsEntry("load.kind", "uniform").containsEntry("load.writeShare", "1");
        }
        assertThat(LiveOptions.load(0, 1, memory)).containsExactly(Map.entry("load.kind", "idle"));
        assertThat(LiveOptions.load(4L << 30, 1, memory)).containsKey("load.accesses");
    }

    private static Percentage byPercent() {
        return Percentage.withPercentage(0.5);
    }
}
