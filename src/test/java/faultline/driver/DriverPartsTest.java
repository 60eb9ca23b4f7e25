package faultline.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import faultline.unit.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The driver's parts that need no host. */
class DriverPartsTest {
    @Test
    void readsTypedParametersFromMemory() {
        try (Memory memory = new Memory(2 * Parameters.STRIDE_BYTES)) {
            memory.clear();
            memory.setString(0, "time_elapsed");
            memory.setInt(Parameters.TYPE_AT, 4);
            memory.setLong(Parameters.VALUE_AT, 5172);
            memory.setString(Parameters.STRIDE_BYTES, "operation");
            memory.setInt(Parameters.STRIDE_BYTES + Parameters.TYPE_AT, 1);
            memory.setInt(Parameters.STRIDE_BYTES + Parameters.VALUE_AT, 5);
            assertThat(Parameters.read(memory, 2)).isEqualTo(Map.of("time_elapsed", "5172", "operation", "5"));
        }
    }

    @Test
    void xmlWithADocumentTypeIsRefused() {
        String evil = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><d>&x;</d>";
        assertThatThrownBy(() -> Xml.parse(evil)).isInstanceOf(DriverException.class);
    }

    @Test
    void readsTheReceiversRate() {
        Map<String, Object> report = Map.of(
                "end",
                Map.of("sum_sent", Map.of("bits_per_second", 4e8), "sum_received", Map.of("bits_per_second", 3.9e8)));
        assertThat(LinkProbe.received(report)).isEqualTo(new Rate(390_000_000));
        assertThatThrownBy(() -> LinkProbe.received(Map.of("error", "unable to connect")))
                .hasMessageContaining("unable to connect");
    }

    @Test
    void aCommandTellsWhatItSaidAndStopsInTime() {
        assertThat(Command.of("echo", "a b", "$HOME").run()).isEqualTo("a b $HOME\n");
        assertThatThrownBy(() -> Command.of("ls", "/no such folder").run())
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("no such folder");
        assertThat(Command.of("sleep", "30")
                        .within(Duration.ofMillis(50))
                        .tryRun()
                        .code())
                .isEqualTo(127);
        assertThat(Command.of("no-such-program-anywhere").tryRun().code()).isEqualTo(127);
    }

    @Test
    void aDiskMustBeOnOneNetworkExportAtBoth() {
        String nfs = "<pool type='netfs'><source><host name='nas'/><dir path='/vm'/></source>"
                + "<target><path>/srv/vm</path></target></pool>";
        String local = "<pool type='dir'><target><path>/srv/vm</path></target></pool>";
        assertThat(DiskCheck.disk("/srv/vm/a.img", List.of(nfs), List.of(nfs)).grade())
                .isEqualTo(Finding.Grade.OK);
        assertThat(DiskCheck.disk("/srv/vm/a.img", List.of(nfs), List.of(local)).grade())
                .isEqualTo(Finding.Grade.FAILS);
        assertThat(DiskCheck.disk("/srv/vm/a.img", List.of(nfs), List.of()).grade())
                .isEqualTo(Finding.Grade.WARNING);
        assertThat(DiskCheck.disk("/elsewhere/a.img", List.of(nfs), List.of(nfs))
                        .grade())
                .isEqualTo(Finding.Grade.WARNING);
    }

    @Test
    void readsAGuestsDefinition() {
        DomainFacts facts = new DomainFacts("<domain type='kvm'><memory unit='KiB'>524288</memory><vcpu>2</vcpu>"
                + "<devices><disk type='file'><source file='/srv/a.img'/></disk><disk type='network'>"
                + "<source protocol='rbd' name='p/i'/></disk></devices></domain>");
        assertThat(facts.vm(null).vcpus()).isEqualTo(2);
        assertThat(facts.memory()).hasToString("512 MiB");
        assertThat(facts.localDisks()).containsExactly("/srv/a.img");
        assertThat(facts.emulated()).isFalse();
    }
}
