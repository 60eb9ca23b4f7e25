package faultline.twin;

import faultline.guest.HotPages;
import faultline.guest.MemoryImage;
import faultline.model.Load;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Which pages the workers of each vCPU walk, and where the page tables of these lie: dealt out page by page. */
final class NaiveWalks {
    private final Profile profile;
    private final MemoryImage image;
    private final int perUnit;
    private final int vcpus;
    private final int workers;
    private final List<Long> kernelPages = new ArrayList<>();
    private final long firstTable;

    NaiveWalks(Scenario scenario, Profile profile, MemoryImage image, long seed) {
        this.profile = profile;
        this.image = image;
        perUnit = scenario.vm().pagesPerHostPage();
        vcpus = scenario.vm().vcpus();
        workers = scenario.load() instanceof Load.Stress stress ? stress.workers() : 0;
        for (long page = 0; page < image.pages(); page++) {
            if (!image.isZero(page) && (page < image.loadFirst() || page >= image.loadEnd())) {
                kernelPages.add(page);
            }
        }
        HotPages hot = HotPages.of(profile, image, seed);
        firstTable = hot == null ? kernelPages.size() - 1 : hot.belowWritten();
    }

    /** Returns the pages that the vCPU's workers walk, in this order. */
    List<Integer> walk(int vcpu) {
        int dealt = 0;
        for (int v = 0; v < vcpu; v++) {
            dealt += mine(v);
        }
        List<Integer> walk = new ArrayList<>();
        for (long page = image.loadFirst(); page < image.loadEnd() && mine(vcpu) > 0; page++) {
            int owner = owner(page - image.loadFirst());
            if (owner >= dealt && owner < dealt + mine(vcpu)) {
                walk.add((int) page);
            }
        }
        return walk;
    }

    private int mine(int vcpu) {
        return workers / vcpus + (vcpu < workers % vcpus ? 1 : 0);
    }

    /** Returns which worker walks this page of the load, from 0: each gets a turn's pages until they run short. */
    private int owner(long page) {
        long interleave = profile.get(Parameter.GUEST_INTERLEAVE);
        long turn = interleave == 0 ? 0 : Math.max(perUnit, interleave / 4096 / perUnit * perUnit);
        long dealt = 0;
        while (turn > 0 && dealt + workers * turn <= image.loadPages()) {
            if (page < dealt + workers * turn) {
                return (int) ((page - dealt) / turn);
            }
            dealt += workers * turn;
        }
        long rest = image.loadPages() - dealt;
        int worker = 0;
        while (page - dealt >= rest * (worker + 1) / workers) {
            worker++;
        }
        return worker;
    }

    /** Returns the page with the table that maps the page of this number of the vCPU's walk; −1 where there are none. */
    long table(int vcpu, int number) {
        long reach = profile.get(Parameter.GUEST_TABLE_REACH);
        if (reach == 0 || kernelPages.isEmpty()) {
            return -1;
        }
        long walkers = Math.min(workers, vcpus);
        long place = firstTable - vcpu - number / Math.max(1, reach / 4096) * walkers;
        while (place < 0) {
            place += kernelPages.size();
        }
        return kernelPages.get((int) place);
    }
}
