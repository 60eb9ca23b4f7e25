package faultline.driver.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import faultline.driver.DriverException;
import faultline.driver.Xml;
import faultline.model.DiskWrites;
import faultline.model.Load;
import faultline.model.Vm;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The testbed's parts that need no root. */
class TestbedPartsTest {
    @TempDir
    Path folder;

    @Test
    void countsLostTicks() throws IOException {
        Path a = folder.resolve("a");
        Path b = folder.resolve("b");
        Files.writeString(a, "booting\ntick 0 2.79 449764\r\ntick 1 2.90 438976\r\ntick 2 3.0");
        Files.writeString(b, "tick 2 3.01 416532\r\ntick 3 3.11 416532\r\n");
        assertThat(Ticks.read(a)).hasSize(2).last().isEqualTo(new Ticks.Tick(1, 2900, 438976));
        assertThat(Ticks.lost(Ticks.read(a), Ticks.read(b))).isZero();
        Files.writeString(b, "tick 4 3.01 416532\r\n");
        assertThat(Ticks.lost(Ticks.read(a), Ticks.read(b))).isEqualTo(2);
        assertThat(Ticks.read(folder.resolve("none"))).isEmpty();
    }

    @Test
    void countsDifferentPages() throws IOException {
        Path trace = folder.resolve("trace");
        String line = "6436@1795411891.644893:postcopy_ram_fault_thread_request Request for HVA=0x7f rb=pc.ram offset=";
        Files.writeString(
                trace, line + "0x15fe1000 pid=6433\n" + line + "0x15fe1000 pid=6433\n" + line + "0x1000 pid=1\nx\n");
        Path copy = folder.resolve("raw/run.faults.gz");
        assertThat(Faults.copy(trace, copy)).isEqualTo(2);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(copy))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("1795411891644893 90081 pc.ram\n0 0\n0 -90080\n");
        }
    }

    @Test
    void measuresWhatAHypervisorTook() {
        long[] before = Stolen.parse("cpu  100 20 30 400 5 0 5 40 7 0\ncpu0 1 2 3\n");
        assertThat(before).containsExactly(100, 20, 30, 400, 5, 0, 5, 40);
        long[] after = Stolen.parse("cpu  130 20 40 440 5 0 5 60 9 0\n");
        assertThat(Stolen.share(before, after)).isEqualTo(0.2);
        assertThat(Stolen.share(before, before)).isZero();
        assertThat(Stolen.parse("")).containsOnly(0);
    }

    @Test
    void theWireUnderstandsItsOwnOrders() {
        Wire wire = Wire.of(Rate.parse("400 Mbit/s"), Span.parse("50 ms"));
        assertThat(wire.delay()).isEqualTo(Span.parse("25 ms"));
        assertThat(wire.queue()).isEqualTo(new Bytes(2_500_000));
        assertThat(Wire.parse(wire.command())).isEqualTo(wire);
        assertThat(wire.goodput()).isEqualTo(new Rate(397_071_222));
    }

    @Test
    void definesAGuest() {
        GuestSpec guest = new GuestSpec(
                "g",
                new Vm(2, Bytes.parse("256 MiB"), null, new Bytes(4096), null),
                new Load.Stress(Bytes.parse("128 MiB"), 2),
                null);
        var document = Xml.parse(GuestXml.of(guest, Path.of("/tmp/initrd"), true));
        assertThat(Xml.all(document, "memory").get(0).getTextContent()).isEqualTo("262144");
        assertThat(Xml.all(document, "cmdline").get(0).getTextContent())
                .contains("faultline.workers=2")
                .contains("faultline.bytes=67108864");
        assertThat(Xml.all(document, "qemu:arg"))
                .anyMatch(e -> e.getAttribute("value").equals("defer"));
        assertThat(Xml.all(document, "disk")).isEmpty();
    }

    @Test
    void definesAGuestThatWritesToItsDisk() {
        Vm vm = new Vm(1, Bytes.parse("256 MiB"), Bytes.parse("64 MiB"), new Bytes(4096), null);
        Load load = new Load.Uniform(Bytes.parse("32 MiB"), 3000, 1);
        GuestSpec guest = new GuestSpec("g", vm, load, new DiskWrites(Rate.parse("2 MB/s"), Bytes.parse("16 MiB")));

        var document = Xml.parse(GuestXml.of(guest, Path.of("/tmp/initrd"), false));

        assertThat(Xml.all(document, "cmdline").get(0).getTextContent())
                .contains("faultline.memory=33554432:3000", "faultline.virtio=yes", "faultline.disk=16777216:2000000");
        assertThat(Xml.all(document, "disk")).hasSize(1);
    }

    @Test
    void refusesWhatAGuestCannotDo() {
        Vm vm = new Vm(1, Bytes.parse("256 MiB"), null, new Bytes(4096), null);
        Load reads = new Load.Uniform(Bytes.parse("32 MiB"), 3000, 0.5);
        assertThatThrownBy(() -> new GuestSpec("g", vm, reads, null)).hasMessageContaining("writeShare 1");
        DiskWrites writes = new DiskWrites(Rate.parse("2 MB/s"), null);
        assertThatThrownBy(() -> new GuestSpec("g", vm, new Load.Idle(), writes))
                .hasMessageContaining("without a disk");
    }

    @Test
    void writesArchivesThatLinuxUnpacks() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Cpio archive = new Cpio(bytes)) {
            archive.directoriesOf(Path.of("/lib/x/libc.so"));
            archive.file("init", 0100755, "#!".getBytes(StandardCharsets.US_ASCII));
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        assertThat(text)
                .startsWith("070701")
                .contains("lib/x\0")
                .contains("init\0")
                .contains("TRAILER!!!");
        assertThat(bytes.size() % 4).isZero();
    }

    @Test
    void aProcessIsKnownByItsStartAsWell() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        Owned owned = Owned.of(process);
        Path file = folder.resolve("pid");
        owned.save(file);
        assertThat(Owned.load(file)).contains(owned);
        assertThat(new Owned(owned.pid(), owned.startedMs() + 1).alive())
                .as("another process with this pid")
                .isFalse();
        assertThat(owned.alive()).isTrue();
        owned.end();
        assertThat(owned.alive()).isFalse();
        assertThat(Owned.load(folder.resolve("none"))).isEmpty();
    }

    @Test
    void nothingIsUpWhereNothingWasPutUp() {
        Testbed testbed = new Testbed(new Layout(folder.resolve("testbed")), List.of("false"));
        assertThat(testbed.isUp()).isFalse();
        assertThat(testbed.status()).hasSize(5).noneMatch(Testbed.Part::alive);
    }

    @Test
    void theTestbedHasOneUserAtATime() {
        Testbed testbed = new Testbed(new Layout(folder.resolve("testbed")), List.of("false"));
        Lease first = testbed.lease();
        assertThatThrownBy(testbed::lease).isInstanceOf(DriverException.class).hasMessageContaining("in use");
        first.close();
        testbed.lease().close();
        assertThat(folder).isEmptyDirectory();
    }
}
