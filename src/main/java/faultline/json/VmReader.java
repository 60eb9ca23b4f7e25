package faultline.json;

import faultline.model.GuestPages;
import faultline.model.Vm;
import faultline.unit.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads the {@code vm} of a scenario, and a flavour, which has the same keys. */
final class VmReader {
    /** Most memory that a guest may have. */
    static final Bytes MEMORY_MAX = Bytes.parse("64 TiB");

    private static final Bytes PAGE = new Bytes(Vm.PAGE);
    private static final Form<Bytes> SIZE = Forms.within(Forms.BYTES, Bytes.ZERO, MEMORY_MAX);
    private static final Form<Bytes> PAGES = inPages(SIZE, PAGE);
    private static final Form<Bytes> HOST_PAGE = node -> {
        Bytes size = Forms.BYTES.read(node);
        return switch (size.toString()) {
            case "4 KiB", "2 MiB", "1 GiB" -> size;
            default ->
                throw new IllegalArgumentException(
                        Forms.shown(node) + " is not one of \"4 KiB\", \"2 MiB\", \"1 GiB\"");
        };
    };

    private VmReader() {}

    /** Returns a size that must be whole pages and at least one. */
    static Form<Bytes> memory() {
        return inPages(Forms.within(Forms.BYTES, PAGE, MEMORY_MAX), PAGE);
    }

    /** Reads the keys of a VM; the caller ends the object. */
    static @Nullable Vm read(Fields vm) {
        Integer vcpus = vm.required("vcpus", Forms.wholeInt(1, Vm.VCPUS_MAX));
        Bytes memory = vm.required("memory", memory());
        Bytes disk = vm.optional("disk", Forms.within(Forms.BYTES, new Bytes(1), new Bytes(1L << 60)));
        Bytes hostPage = vm.optional("hostPage", HOST_PAGE, PAGE);
        GuestPages guestPages = guestPages(vm.object("guestPages"));
        if (vcpus == null || memory == null || hostPage == null) {
            return null;
        }
        if (memory.count() % hostPage.count() != 0) {
            vm.problem("memory", memory + " is not a multiple of the host page, " + hostPage);
            return null;
        }
        return new Vm(vcpus, memory, disk, hostPage, guestPages);
    }

    private static @Nullable GuestPages guestPages(@Nullable Fields known) {
        if (known == null) {
            return null;
        }
        Bytes zero = known.required("zero", PAGES);
        Bytes nonzero = known.required("nonzero", PAGES);
        known.end();
        return zero == null || nonzero == null ? null : new GuestPages(zero, nonzero);
    }

    private static Form<Bytes> inPages(Form<Bytes> form, Bytes page) {
        return node -> {
            Bytes size = form.read(node);
            if (size.count() % page.count() != 0) {
                throw new IllegalArgumentException(Forms.shown(node) + " is not a multiple of " + page);
            }
            return size;
        };
    }
}
