package faultline.guest;

import faultline.model.GuestPages;
import faultline.model.Load;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Vm;
import faultline.unit.Ratio;

/**
 * Guest memory as the source sees it: nonzero system pages at the bottom, zero pages above them, the load's pages, and
 * the rest of the nonzero system pages at the top.
 *
 * @param pages 4 KiB pages in all
 * @param systemPages nonzero pages that are not the load's, from page 0 on
 * @param loadFirst first page of the load's memory, all nonzero
 * @param loadEnd page behind it: from there to the end lie nonzero system pages again
 */
public record MemoryImage(long pages, long systemPages, long loadFirst, long loadEnd) {
    private static final long SHARE_ONE = 1_000_000L;

    /** Lays out the memory of {@code scenario}'s guest. */
    public static MemoryImage of(Scenario scenario, Profile profile) {
        Vm vm = scenario.vm();
        long pages = vm.pages();
        long perUnit = vm.pagesPerHostPage();
        long loadPages = Math.min(pages, scenario.load().memory().count() / Vm.PAGE / perUnit * perUnit);
        long others = pages - loadPages;
        GuestPages known = vm.guestPages();
        long system = known != null
                ? Math.max(0, Math.min(others, known.nonzero().count() / Vm.PAGE - loadPages))
                : systemPages(scenario, profile, pages, loadPages);
        long top = Math.min(profile.get(Parameter.GUEST_TOP) / Vm.PAGE, system) / perUnit * perUnit;
        return new MemoryImage(pages, system - top, others - top, pages - top);
    }

    private static long systemPages(Scenario scenario, Profile profile, long pages, long loadPages) {
        boolean idle = scenario.load() instanceof Load.Idle;
        long others = pages - loadPages;
        long perPage = profile.get(Parameter.GUEST_PER_PAGE);
        long accounts = perPage == 0 ? 0 : Ratio.of(pages, Math.min(perPage, Vm.PAGE), Vm.PAGE);
        long reused = idle ? 0 : Math.min(profile.get(Parameter.GUEST_REUSED) / Vm.PAGE, loadPages);
        long wanted = profile.get(Parameter.GUEST_SYSTEM) / Vm.PAGE + accounts - reused;
        long kernel = Math.max(0, Math.min(others, wanted));
        long share = profile.get(idle ? Parameter.GUEST_NONZERO_IDLE : Parameter.GUEST_NONZERO_LOADED);
        return kernel + Ratio.of(others - kernel, share, SHARE_ONE);
    }

    /** Returns how many pages are the load's. */
    public long loadPages() {
        return loadEnd - loadFirst;
    }

    /** Returns how many nonzero pages are not the load's. */
    public long nonzeroSystemPages() {
        return systemPages + pages - loadEnd;
    }

    /** Returns the {@code index}-th nonzero page that is not the load's, from 0. */
    public long nonzeroSystemPage(long index) {
        return index < systemPages ? index : loadEnd + index - systemPages;
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
