package faultline.driver;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.model.Measured;
import faultline.model.MigrationSpec;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.unit.Bytes;
import faultline.unit.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures out of what libvirt 9.0 and QEMU 7.2 told of a post-copy of a stressed 256 MiB guest, as it was recorded. */
class EvidenceTest {
    private static final Map<String, String> JOB = Map.of(
            "memory_processed", "206172505",
            "memory_normal", "50203",
            "memory_constant", "15429",
            "memory_iteration", "2",
            "memory_postcopy_requests", "5637",
            "downtime", "15",
            "setup_time", "5",
            "time_elapsed", "5172");

    private static final Map<String, Object> DESTINATION =
            Map.of("status", "completed", "postcopy-blocktime", 3075, "postcopy-vcpu-blocktime", List.of(3075, 20));

    private static final List<MigrationEvent> EVENTS = List.of(
            new MigrationEvent(1795414011593.440, "source", "MIGRATION", Map.of("status", "setup")),
            new MigrationEvent(1795414011594.142, "destination", "MIGRATION", Map.of("status", "active")),
            new MigrationEvent(1795414011650.000, "source", "STOP", Map.of()),
            new MigrationEvent(1795414011713.679, "destination", "RESUME", Map.of()),
            new MigrationEvent(1795414015898.186, "source", "MIGRATION", Map.of("status", "completed")));

    @Test
    void readsEveryFigure() {
        Measured measured = new Evidence(JOB, DESTINATION, EVENTS).measured(MigrationSpec.postCopy());
        assertThat(measured.totalTime()).isBetween(Span.parse("4304.7 ms"), Span.parse("4304.8 ms"));
        assertThat(measured.setupTime()).isEqualTo(Span.ofMillis(5));
        assertThat(measured.downtime()).isEqualTo(Span.ofMillis(15));
        assertThat(measured.guestDowntime()).isBetween(Span.parse("63.6 ms"), Span.parse("63.7 ms"));
        assertThat(measured.transferred()).isEqualTo(new Bytes(206_172_505));
        assertThat(measured.normalPages()).isEqualTo(50_203);
        assertThat(measured.zeroPages()).isEqualTo(15_429);
        assertThat(measured.passes()).isEqualTo(2);
        assertThat(measured.pageRequests()).isEqualTo(5637);
        assertThat(measured.vcpuBlocktime()).isEqualTo(Span.ofMillis(3095));
        assertThat(measured.allBlockedTime()).isEqualTo(Span.ofMillis(3075));
    }

    @Test
    void doesNotBelieveADowntimeLongerThanTheMigration() {
        Map<String, String> wrong = new HashMap<>(JOB);
        wrong.put("downtime", "4705670");
        Evidence evidence = new Evidence(wrong, DESTINATION, EVENTS);
        assertThat(evidence.measured(MigrationSpec.postCopy()).downtime()).isNull();
        assertThat(evidence.reasons().get("downtime")).contains("4705.67 s").contains("longer than the migration");
    }

    @Test
    void saysWhyAFigureIsMissing() {
        Evidence evidence = new Evidence(Map.of("time_elapsed", "5172"), Map.of(), List.of());
        Measured measured = evidence.measured(MigrationSpec.postCopy());
        assertThat(measured.totalTime()).isEqualTo(Span.ofMillis(5172));
        assertThat(measured.transferred()).isNull();
        assertThat(measured.vcpuBlocktime()).isNull();
        assertThat(evidence.reasons())
                .containsKeys("transferred", "pageRequests", "vcpuBlocktime", "allBlockedTime", "guestDowntime");
    }

    @Test
    void aPreCopyHasNoRequestsAndBlocksNothing() {
        Measured measured = new Evidence(JOB, Map.of(), EVENTS).measured(preCopy(Storage.SHARED));
        assertThat(measured.pageRequests()).isZero();
        assertThat(measured.vcpuBlocktime()).isEqualTo(Span.ZERO);
    }

    @Test
    void translatesQemusOwnNames() {
        Map<String, Object> memory = Map.of("transferred", 97802585, "postcopy-requests", 46, "duplicate", 12);
        assertThat(MonitorJob.translate(
                        Map.of("total-time", 2072, "downtime", 3, "status", "completed", "ram", memory)))
                .containsEntry("time_elapsed", 2072)
                .containsEntry("downtime", 3)
                .containsEntry("memory_processed", 97802585)
                .containsEntry("memory_postcopy_requests", 46)
                .containsEntry("memory_constant", 12)
                .doesNotContainKey("status");
    }

    @Test
    void aCopyOfTheDiskCountsFromItsBeginning() {
        Map<String, String> job = new HashMap<>(JOB);
        job.put("data_processed", "340390233");
        List<MigrationEvent> events = new ArrayList<>(EVENTS);
        events.add(new MigrationEvent(1795414010593.440, "source", "JOB_STATUS_CHANGE", Map.of("status", "created")));
        events.add(new MigrationEvent(1795414015890.000, "source", "JOB_STATUS_CHANGE", Map.of("status", "null")));

        Measured measured = new Evidence(job, Map.of(), events).measured(preCopy(Storage.BLOCK));

        assertThat(measured.totalTime()).isBetween(Span.parse("5304.7 ms"), Span.parse("5304.8 ms"));
        assertThat(measured.transferred()).isEqualTo(new Bytes(340_390_233));
    }

    private static MigrationSpec preCopy(Storage storage) {
        return new MigrationSpec(
                Strategy.PRE_COPY, new Switchover.Immediately(), storage, false, null, Span.ofMillis(300), 30);
    }
}
