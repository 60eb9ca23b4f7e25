package faultline.guest;

import faultline.model.GuestPages;
import faultline.model.Load;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Vm;
import faultline.unit.Ratio;

/**
 * Guest memory as the source sees it: nonzero system pages at the bottom, zero pages above them, the load's pages on
 * top.
 *
 * @param pages 4 KiB pages in all
 * @param systemPages nonzero pages that are not the load's, from page 0 on
 * @param loadFirst first page of the load's memory, which reaches to the end and is all nonzero
 */
public record MemoryImage(long pages, long systemPages, long loadFirst) {
    private static final long SHARE_ONE = 1_000_000L;

    /** Lays out the memory of {@code scenario}'s guest. */
    public static MemoryImage of(Scenario scenario, Profile profile) {
        Vm vm = scenario.vm();
        long pages = vm.pages();
        long perUnit = vm.pagesPerHostPage();
        long loadPages = Math.min(pages, scenario.load().memory().count() / Vm.PAGE / perUnit * perUnit);
        long others = pages - loadPages;
        long system;
        GuestPages known = vm.guestPages();
        if (known != null) {
            system = known.nonzero().count() / Vm.PAGE - loadPages;
        } else {
            boolean idle = scenario.load() instanceof Load.Idle;
            long share = profile.get(idle ? Parameter.GUEST_NONZERO_IDLE : Parameter.GUEST_NONZERO_LOADED);
            long kernel = Math.min(others, profile.get(Parameter.GUEST_SYSTEM) / Vm.PAGE);
            long rest = others - kernel;
            system = kernel + Ratio.of(rest, share, SHARE_ONE);
        }
        return new MemoryImage(pages, Math.max(0, Math.min(others, system)), pages - loadPages);
    }

    /** Returns whether {@code page} holds only zeros. */
    public boolean isZero(long page) {
        return page >= systemPages && page < loadFirst;
    }

    /** Returns the first page after {@code page} that is not of its kind, or the end of memory. */
    public long kindEnd(long page) {
        if (page < systemPages) {
            return systemPages == loadFirst ? pages : systemPages;
        }
        return page < loadFirst ? loadFirst : pages;
    }

    /** Returns how many of the pages {@code from} to {@code to} − 1 are zero. */
    public long zeroPages(long from, long to) {
        return Math.max(0, Math.min(to, loadFirst) - Math.max(from, systemPages));
    }
}
