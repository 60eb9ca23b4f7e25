package faultline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import faultline.model.AutoConverge;
import faultline.model.BandwidthLimits;
import faultline.model.DiskWrites;
import faultline.model.InputException;
import faultline.model.LinkSpec;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.PostcopyOptions;
import faultline.model.PrecopyOptions;
import faultline.model.Preempt;
import faultline.model.Prepaging;
import faultline.model.Problem;
import faultline.model.Reorder;
import faultline.model.Scenario;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.model.Transport;
import faultline.model.Vm;
import faultline.model.Xbzrle;
import faultline.stats.AtomicFile;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of a migration: written and read back, off where they are missing, refused where QEMU refuses them. */
class OptionsTest {
    private static final Strategy[] STRATEGIES = Strategy.values();

    @TempDir
    Path folder;

    @Test
    void everyCombinationThatIsNotRefusedIsReadBack() throws IOException {
        Path file = folder.resolve("scenario.json");
        int kept = 0;
        for (long seed = 0; seed < 2000; seed++) {
            Scenario scenario = random(new Random(seed));
            if (scenario.problems().isEmpty()) {
                kept++;
                AtomicFile.write(file, Scenarios.toJson(scenario));
                assertThat(Scenarios.read(file.toString())).as("seed %d", seed).isEqualTo(scenario);
            }
        }
        assertThat(kept).isBetween(100, 1900);
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Scenario random(Random random) {
        Strategy strategy = STRATEGIES[random.nextInt(3)];
        Switchover switchover =
                strategy == Strategy.HYBRID ? new Switchover.AfterPasses(2) : new Switchover.Immediately();
        Bytes cache = new Bytes(random.nextInt(9) == 0 ? 12_345 : Vm.PAGE << random.nextInt(10));
        int initial = 1 + random.nextInt(99);
        PrecopyOptions precopy = new PrecopyOptions(
                any(random, Reorder.values()),
                random.nextBoolean() ? null : new Xbzrle(cache),
                random.nextBoolean() ? null : new AutoConverge(initial, 1 + random.nextInt(99), 50));
        Prepaging bubble = new Prepaging(
                1 + random.nextInt(500), any(random, Prepaging.Direction.values()), 1 + random.nextInt(9));
        MigrationSpec migration = new MigrationSpec(
                strategy,
                switchover,
                random.nextBoolean() ? Storage.BLOCK : Storage.SHARED,
                random.nextInt(5) == 0 ? Transport.RDMA : Transport.TCP,
                new BandwidthLimits(
                        random.nextBoolean() ? null : new Rate(1_000_000), random.nextBoolean() ? null : new Rate(77)),
                Span.ofMillis(random.nextInt(500)),
                5,
                strategy == Strategy.POST_COPY ? PrecopyOptions.NONE : precopy,
                strategy == Strategy.PRE_COPY
                        ? PostcopyOptions.NONE
                        : new PostcopyOptions(any(random, Preempt.values()), random.nextBoolean() ? null : bubble));
        DiskWrites writes = new DiskWrites(new Rate(800), random.nextBoolean() ? null : new Bytes(4096));
        return new Scenario(
                "random",
                null,
                new Vm(1, Bytes.ofMebibytes(1), Bytes.ofMebibytes(2), new Bytes(Vm.PAGE), null),
                new Load.Idle(),
                random.nextBoolean() ? null : writes,
                LinkSpec.of(Rate.parse("1 Gbit/s"), Span.ofMillis(1)),
                migration,
                null);
    }

    @Test
    void withoutTheKeysEveryOptionIsOff() {
        MigrationSpec migration = Scenarios.read("halifax-xl-loaded").migration();

        assertThat(migration).isEqualTo(MigrationSpec.postCopy());
        assertThat(migration.precopy()).isEqualTo(PrecopyOptions.NONE);
        assertThat(migration.postcopy()).isEqualTo(PostcopyOptions.NONE);
        assertThat(migration.limits()).isEqualTo(BandwidthLimits.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pre-copy  | preempt=true                     | migration.preempt           | requires postcopy-ram",
                "pre-copy  | preempt=full                     | migration.preempt           | requires postcopy-ram",
                "pre-copy  | prepaging.window=8 pages         | migration.prepaging         | no faults",
                "pre-copy  | postcopyBandwidth=8 Mbit/s       | migration.postcopyBandwidth | never turns to post-copy",
                "pre-copy  | transport=rdma,xbzrle.cache=4 KiB| migration.xbzrle            | RDMA and XBZRLE",
                "pre-copy  | xbzrle.cache=5000 B              | migration.xbzrle.cache      | power of two",
                "pre-copy  | autoConverge.initial=60 %,autoConverge.max=50 % | migration.autoConverge.max | less than the initial",
                "post-copy | transport=rdma                   | migration.transport         | RDMA and postcopy-ram",
                "post-copy | reorder=lru                      | migration.reorder           | sends no page twice",
                "post-copy | xbzrle.cache=4 KiB               | migration.xbzrle            | sends no page twice",
                "post-copy | autoConverge.initial=20 %        | migration.autoConverge      | sends no page twice",
            })
    void refusedCombinationsSayWhy(String strategy, String options, String path, String reason) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("migration.strategy", strategy);
        for (String option : options.split(",", -1)) {
            values.put(
                    "migration." + option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        InputException e = catchThrowableOfType(
                InputException.class,
                () -> ScenarioTemplate.read("dublin-m-idle").with(values));

        assertThat(e.problems()).extracting(Problem::path).containsExactly(path);
        assertThat(e.problems().get(0).message()).contains(reason);
    }

    @Test
    void rdmaTakesOneStream() {
        InputException e = catchThrowableOfType(
                InputException.class,
                () -> ScenarioTemplate.read("dublin-m-idle")
                        .with(Map.of(
                                "migration.strategy", "pre-copy", "migration.transport", "rdma", "link.streams", "2")));

        assertThat(e).hasMessageContaining("RDMA and multifd").hasMessageContaining("link.streams is 2");
    }

    @Test
    void diskWritesNeedADiskThatHoldsThem() {
        InputException e = catchThrowableOfType(
                InputException.class,
                () -> ScenarioTemplate.read("halifax-s-block")
                        .with(Map.of("load.diskWrites", "20 MB/s", "load.diskSet", "1 TiB")));
        InputException alone = catchThrowableOfType(
                InputException.class,
                () -> ScenarioTemplate.read("halifax-s-block").with(Map.of("load.diskSet", "1 GiB")));

        assertThat(e).hasMessageContaining("load.diskSet: more than the guest's disk");
        assertThat(alone).hasMessageContaining("load.diskSet: stands without diskWrites");
    }
}
