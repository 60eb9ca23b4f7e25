package faultline.driver.testbed;

import faultline.driver.DriverException;
import faultline.model.DiskWrites;
import faultline.model.Load;
import faultline.model.Vm;
import faultline.unit.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A testbed guest: its size and what it does to its memory and its disk.
 *
 * @param diskWrites what it writes to its disk, or null
 */
public record GuestSpec(
        String name, Vm vm, Load load, @Nullable DiskWrites diskWrites) {
    public GuestSpec {
        boolean onlyWrites = load instanceof Load.Uniform uniform && uniform.writeShare() == 1;
        if (!(load instanceof Load.Idle) && !(load instanceof Load.Stress) && !onlyWrites) {
            throw new DriverException("the testbed's guests can be idle, stressed, or write pages drawn uniformly"
                    + " (uniform with writeShare 1)");
        }
        if (diskWrites != null && vm.disk() == null) {
            throw new DriverException("a guest without a disk cannot write to one");
        }
    }

    /** What the kernel's command line tells the guest's init. */
    String commandLine() {
        List<String> words = new ArrayList<>();
        if (load instanceof Load.Stress stress) {
            words.add("faultline.workers=" + stress.workers());
            words.add("faultline.bytes=" + stress.memory().count() / stress.workers());
        }
        if (load instanceof Load.Uniform uniform) {
            words.add("faultline.memory=" + uniform.memory().count() + ":" + uniform.accessesPerSecond());
        }
        Bytes disk = vm.disk();
        if (disk != null) {
            words.add("faultline.virtio=yes");
        }
        if (disk != null && diskWrites != null) {
            Bytes set = diskWrites.set() == null ? disk : diskWrites.set();
            words.add("faultline.disk=" + set.count() + ":" + diskWrites.rate().bitsPerSecond() / 8);
        }
        return String.join(" ", words);
    }
}
