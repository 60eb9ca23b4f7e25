package faultline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import faultline.model.Measured;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Run;
import faultline.model.Scenario;
import faultline.model.Setting;
import faultline.stats.AtomicFile;
import faultline.unit.Bytes;
import faultline.unit.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back equal. */
class RoundTripTest {
    private static final Profile.Behaviour BEHAVIOUR =
            new Profile.Behaviour(Profile.DemandService.BATCHED, true, true, Profile.DowntimeEnd.RESUMED);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "halifax-xl-loaded",
                "halifax-xl-precopy",
                "halifax-l-hybrid",
                "halifax-s-block",
                "dublin-m-idle",
                "dublin-xl-hugepages",
                "dublin-xl-block-loaded"
            })
    void scenarios(String name) throws IOException {
        Scenario scenario = Scenarios.read(name);
        Path file = folder.resolve("scenario.json");
        AtomicFile.write(file, Scenarios.toJson(scenario));

        assertThat(Scenarios.read(file.toString())).isEqualTo(scenario);
    }

    @Test
    void runs() throws IOException {
        Scenario scenario = Scenarios.read("halifax-s-block");
        Scenario other = Scenarios.read("dublin-m-idle");
        Measured measured = new Measured(
                Span.parse("12.345678901 s"),
                null,
                Span.ZERO,
                Span.parse("7 us"),
                new Bytes(123_456_789),
                1L,
                0L,
                Long.MAX_VALUE,
                null,
                3L,
                Span.parse("2 h"),
                null);
        List<Run> runs = List.of(
                new Run(scenario, measured, null, "a note", Map.of("pageRequests", "the counter was not read")),
                new Run(other, Measured.NOTHING, "the destination ran out of memory", null, Map.of()));
        Path file = folder.resolve("deep/er/runs.json");
        Runs.write(file, runs);

        assertThat(Runs.read(file.toString())).isEqualTo(runs);
    }

    @Test
    void theCommittedRuns() throws IOException {
        List<Run> runs = Runs.read("calibration/ulstercloud/runs.json");
        Path file = folder.resolve("runs.json");
        Runs.write(file, runs);

        assertThat(Runs.read(file.toString())).isEqualTo(runs);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void profiles(long seed) throws IOException {
        Random random = new Random(seed);
        Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            long[] values = random.longs(3, 0, 1_000_001).sorted().toArray();
            Setting.Range range = new Setting.Range(values[0], values[2]);
            settings.put(
                    parameter,
                    new Setting(
                            values[1],
                            "seed " + seed,
                            random.nextBoolean() ? range : null,
                            random.nextBoolean() ? range : null));
        }
        Map<String, @Nullable Object> fit = new LinkedHashMap<>();
        fit.put("zeta", 42L);
        fit.put("alpha", Arrays.asList(1.5, null, true, "text", random.nextDouble()));
        fit.put("errors", Map.of("totalTime", random.nextGaussian()));
        Profile profile = new Profile("name", "origin", BEHAVIOUR, settings, fit);
        Path file = folder.resolve("profile.json");
        Profiles.write(file, profile);

        Profile back = Profiles.read(file.toString());
        assertThat(back).as("seed %d", seed).isEqualTo(profile);
        assertThat(back.fit()).containsExactlyEntriesOf(fit);
        assertThat(Profiles.toJson(back)).isEqualTo(Profiles.toJson(profile));
    }

    @Test
    void valuesHaveTheFormOfTheirKind() {
        Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);
        settings.put(Parameter.SETUP_BASE, new Setting(9_800_000_000L, "fit", new Setting.Range(0, 1L << 40), null));
        settings.put(Parameter.DEMAND_WINDOW, new Setting(245, "guess", null, null));
        settings.put(Parameter.GUEST_NONZERO_IDLE, new Setting(857_000, "guess", null, null));
        settings.put(Parameter.SETUP_ROUND_TRIPS, new Setting(4_250, "guess", null, null));
        settings.put(Parameter.STOP_ROUND_TRIPS, new Setting(3_000, "guess", null, null));

        assertThat(Profiles.toJson(new Profile("name", "origin", BEHAVIOUR, settings)))
                .contains("\"value\": \"9.8 s\"", "\"value\": \"245 pages\"", "\"value\": \"85.7 %\"")
                .contains("\"value\": 4.25,", "\"value\": 3,");
    }

    @Test
    void whatJsonCannotHoldIsRefused() {
        Profile profile = new Profile("name", "origin", BEHAVIOUR, Map.of(), Map.of("error", Double.NaN));

        assertThatThrownBy(() -> Profiles.toJson(profile)).hasMessageContaining("NaN");
    }
}
