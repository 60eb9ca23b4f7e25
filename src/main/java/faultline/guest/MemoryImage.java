package faultline.guest;

import faultline.model.GuestPages;
import faultline.model.Load;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Scenario;
import faultline.model.Vm;
import faultline.unit.Ratio;

/**
 * Guest memory as the source sees it: one range of the load's pages, one of zero pages, and system pages, all nonzero,
 * wherever else.
 *
 * @param pages 4 KiB pages in all
 * @param loadFirst first page of the load's memory, all nonzero
 * @param loadEnd page behind it
 * @param zeroFirst first zero page
 * @param zeroEnd page behind the last
 */
public record MemoryImage(long pages, long loadFirst, long loadEnd, long zeroFirst, long zeroEnd) {
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
        long above = profile.get(Parameter.GUEST_ABOVE) / Vm.PAGE;
        if (above == 0) {
            long loadFirst = others - top;
            return new MemoryImage(pages, loadFirst, pages - top, system - top, loadFirst);
        }
        long loadFirst = Math.max(0, system - top - above) / perUnit * perUnit;
        return new MemoryImage(pages, loadFirst, loadFirst + loadPages, system - top + loadPages, pages - top);
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
    public long systemPages() {
        return pages - loadPages() - (zeroEnd - zeroFirst);
    }

    /** Returns how many of them lie below everything else. */
    public long lowPages() {
        return Math.min(loadFirst, zeroFirst);
    }

    /** Returns the {@code index}-th nonzero page that is not the load's, from 0. */
    public long systemPage(long index) {
        boolean zerosFirst = zeroFirst < loadFirst;
        long page = behind(index, zerosFirst ? zeroFirst : loadFirst, zerosFirst ? zeroEnd : loadEnd);
        return behind(page, zerosFirst ? loadFirst : zeroFirst, zerosFirst ? loadEnd : zeroEnd);
    }

    private static long behind(long page, long gapFirst, long gapEnd) {
        return page < gapFirst ? page : page + gapEnd - gapFirst;
    }

    /** Returns whether {@code page} holds only zeros. */
    public boolean isZero(long page) {
        return page >= zeroFirst && page < zeroEnd;
    }

    /** Returns the first page after {@code page} that is not of its kind, or the end of memory. */
    public long kindEnd(long page) {
        if (page < zeroFirst) {
            return zeroFirst == zeroEnd ? pages : zeroFirst;
        }
        return page < zeroEnd ? zeroEnd : pages;
    }

    /** Returns how many of the pages {@code from} to {@code to} − 1 are zero. */
    public long zeroPages(long from, long to) {
        return Math.max(0, Math.min(to, zeroEnd) - Math.max(from, zeroFirst));
    }
}
