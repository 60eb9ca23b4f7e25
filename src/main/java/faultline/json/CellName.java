package faultline.json;

import faultline.model.AutoConverge;
import faultline.model.DiskWrites;
import faultline.model.LinkSpec;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.PrecopyOptions;
import faultline.model.Prepaging;
import faultline.model.Reorder;
import faultline.model.Storage;
import faultline.model.Switchover;
import faultline.model.Transport;
import faultline.model.Vm;
import faultline.model.Xbzrle;
import faultline.unit.Rate;
import org.jspecify.annotations.Nullable;

/** Names a cell of a campaign after what it is: {@code 512m-1c-stress75-50ms-400mbit-hybrid1}. */
final class CellName {
    private CellName() {}

    static String of(Vm vm, Load load, @Nullable DiskWrites writes, LinkSpec link, MigrationSpec migration) {
        return String.join(
                "-",
                (vm.memory().count() >> 20) + "m",
                vm.vcpus() + "c",
                load(vm, load) + (writes == null ? "" : "-disk" + writes.rate().bitsPerSecond() / 8_000_000),
                link.rtt().ns() / 1_000_000 + "ms",
                link.bandwidth().bitsPerSecond() / 1_000_000 + "mbit",
                migration(migration));
    }

    private static String load(Vm vm, Load load) {
        if (load instanceof Load.Stress stress) {
            long percent =
                    Math.round(100.0 * stress.memory().count() / vm.memory().count());
            return "stress" + percent + (stress.workers() == 1 ? "" : "x" + stress.workers());
        }
        if (load instanceof Load.Uniform uniform) {
            return "uniform" + (uniform.memory().count() >> 20) + "at" + uniform.accessesPerSecond();
        }
        return load instanceof Load.Idle ? "idle" : "other";
    }

    private static String migration(MigrationSpec migration) {
        String name = migration.strategy().word().replace("-", "");
        if (migration.switchover() instanceof Switchover.AfterPasses after) {
            name += after.passes();
        } else if (migration.switchover() instanceof Switchover.After after) {
            name += after.span().toString().replace(" ", "");
        }
        if (migration.bandwidth() != null) {
            name += "-limit" + migration.bandwidth().bitsPerSecond() / 1_000_000;
        }
        return name + options(migration);
    }

    private static String options(MigrationSpec migration) {
        StringBuilder name = new StringBuilder();
        Rate push = migration.limits().postcopy();
        name.append(push == null ? "" : "-push" + push.bitsPerSecond() / 1_000_000);
        name.append(
                switch (migration.postcopy().preempt()) {
                    case OFF -> "";
                    case CHANNEL -> "-preempt";
                    case FULL -> "-preemptfull";
                });
        Prepaging bubble = migration.postcopy().prepaging();
        if (bubble != null) {
            name.append("-").append(bubble.direction().word()).append(bubble.windowPages());
            name.append("x").append(bubble.pivots());
        }
        PrecopyOptions passes = migration.precopy();
        name.append(
                passes.reorder() == Reorder.NONE ? "" : "-" + passes.reorder().word());
        Xbzrle xbzrle = passes.xbzrle();
        name.append(xbzrle == null ? "" : "-xbzrle" + (xbzrle.cache().count() >> 20));
        AutoConverge throttle = passes.autoConverge();
        name.append(throttle == null ? "" : "-converge" + throttle.initialPercent());
        name.append(
                migration.transport() == Transport.TCP
                        ? ""
                        : "-" + migration.transport().word());
        return name.append(
                        migration.storage() == Storage.SHARED
                                ? ""
                                : "-" + migration.storage().word())
                .toString();
    }
}
