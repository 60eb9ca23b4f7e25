package faultline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
    private static List<String> texts(String axis) {
        return Axis.parse(axis).values().stream().map(AxisValue::text).toList();
    }

    @Test
    void aListKeepsItsOrderAndDropsRepeats() {
        assertThat(texts("vm.memory=4GiB,1GiB, 4096 MiB")).containsExactly("4 GiB", "1 GiB");
        assertThat(texts("migration.strategy=post-copy,pre-copy")).containsExactly("post-copy", "pre-copy");
    }

    @Test
    void aLogarithmicRangeHasItsEndsExactlyAndEqualRatios() {
        assertThat(texts("link.rtt=1ms..100ms:log:3")).containsExactly("1 ms", "10 ms", "100 ms");
        assertThat(texts("vm.vcpus=1..64:log:7")).containsExactly("1", "2", "4", "8", "16", "32", "64");
        assertThat(Axis.parse("link.rtt=1ms..200ms:log:40").values()).hasSize(40);
    }

    @Test
    void aLinearRangeHasEqualSteps() {
        assertThat(texts("load.writeShare=0..1:lin:5")).containsExactly("0", "0.25", "0.5", "0.75", "1");
        assertThat(texts("load.memory=50%..100%:lin:3")).containsExactly("50 %", "75 %", "100 %");
        assertThat(texts("load.accesses=1000/s..3000/s:3")).containsExactly("1000 /s", "2000 /s", "3000 /s");
    }

    @Test
    void sizesBetweenWholeSizesAreWhole() {
        assertThat(texts("vm.memory=1GiB..2GiB:log:3")).containsExactly("1 GiB", "1448 MiB", "2 GiB");
    }

    @ParameterizedTest
    @CsvSource({
        "link.rtt=1ms, link.rtt_ns",
        "vm.memory=1GiB, vm.memory_bytes",
        "link.bandwidth=1Gbit/s, link.bandwidth_bits_per_s",
        "link.bandwidth=1MB/s, link.bandwidth_bits_per_s",
        "vm.vcpus=2, vm.vcpus",
        "migration.strategy=post-copy, migration.strategy",
    })
    void aColumnSaysItsUnit(String axis, String column) {
        assertThat(Axis.parse(axis).column()).isEqualTo(column);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "link.rtt",
                "=1ms",
                "link.rtt=",
                "link.rtt=1ms,,2ms",
                "link.rtt=1ms..2ms",
                "link.rtt=0ms..2ms:log:3",
                "link.rtt=1ms..2GiB:log:3",
                "link.rtt=1ms,2GiB",
                "link.rtt=1ms..2ms:log:1",
                "link.rtt=5 parsec",
                "link.rtt=1ms,fast",
                "link.rtt=-1ms,2ms"
            })
    void whatIsNoAxisIsSaidSo(String axis) {
        assertThatThrownBy(() -> Axis.parse(axis)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLastAxisChangesFastest() {
        List<Axis> axes = List.of(Axis.parse("a=1,2"), Axis.parse("b=x,y,z"));

        assertThat(Axis.product(axes))
                .extracting(row -> row.get(0).text() + row.get(1).text())
                .containsExactly("1x", "1y", "1z", "2x", "2y", "2z");
    }
}
