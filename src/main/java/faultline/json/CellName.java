package faultline.json;

import faultline.model.LinkSpec;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.model.Vm;

/** Names a cell of a campaign after what it is: {@code 512m-1c-stress75-50ms-400mbit-hybrid1}. */
final class CellName {
    private CellName() {}

    static String of(Vm vm, Load load, LinkSpec link, MigrationSpec migration) {
        return String.join(
                "-",
                (vm.memory().count() >> 20) + "m",
                vm.vcpus() + "c",
                load(vm, load),
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
        return migration.preempt() && migration.strategy() != Strategy.PRE_COPY ? name + "-preempt" : name;
    }
}
