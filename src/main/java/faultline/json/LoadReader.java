package faultline.json;

import faultline.model.DiskWrites;
import faultline.model.Load;
import faultline.unit.Bytes;
import faultline.unit.Rate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the {@code load} of a scenario. */
final class LoadReader {
    private static final int WORKERS_MAX = 65_536;
    private static final long ACCESSES_MAX = 1_000_000_000L;

    private static final Form<Long> ACCESSES = Forms.within(Forms.PER_SECOND_COUNT, 1L, ACCESSES_MAX);
    private static final Form<Double> SHARE = Forms.number(0, true, 1);

    private static final Form<Bytes> DISK_SET = Forms.within(Forms.BYTES, new Bytes(1), new Bytes(1L << 60));

    private enum Kind {
        IDLE("idle"),
        STRESS("stress"),
        UNIFORM("uniform"),
        ZIPF("zipf");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private LoadReader() {}

    /** Reads the whole object. */
    static @Nullable Load read(@Nullable Fields load) {
        if (load == null) {
            return null;
        }
        Kind kind = load.required("kind", Forms.word(Kind.values(), Kind::word));
        if (kind == null) {
            return null; // Which keys it may have depends on the kind.
        }
        Load read = switch (kind) {
            case IDLE -> new Load.Idle();
            case STRESS -> stress(load);
            case UNIFORM -> accesses(load, shape -> new Load.Uniform(shape.memory, shape.rate, shape.writes));
            case ZIPF -> zipf(load);
        };
        load.end();
        return read;
    }

    /** Reads the keys of what the load writes to the disk, which any kind may have; before {@link #read}. */
    static @Nullable DiskWrites diskWrites(@Nullable Fields load) {
        if (load == null) {
            return null;
        }
        Rate rate = load.optional("diskWrites", Forms.RATE);
        Bytes set = load.optional("diskSet", DISK_SET);
        if (rate == null && set != null && !load.has("diskWrites")) {
            load.problem("diskSet", "stands without diskWrites: say how fast it is written");
        }
        return rate == null ? null : new DiskWrites(rate, set);
    }

    private static @Nullable Load stress(Fields load) {
        Bytes memory = load.required("memory", VmReader.memory());
        Integer workers = load.required("workers", Forms.wholeInt(1, WORKERS_MAX));
        return memory == null || workers == null ? null : new Load.Stress(memory, workers);
    }

    private static @Nullable Load zipf(Fields load) {
        Double exponent = load.required("exponent", Forms.number(0, false, 4));
        Load zipf = accesses(
                load, shape -> new Load.Zipf(shape.memory, shape.rate, exponent == null ? 1 : exponent, shape.writes));
        return exponent == null ? null : zipf;
    }

    private static @Nullable Load accesses(Fields load, Function<Shape, Load> make) {
        Bytes memory = load.required("memory", VmReader.memory());
        Long rate = load.required("accesses", ACCESSES);
        Double writes = load.required("writeShare", SHARE);
        return memory == null || rate == null || writes == null ? null : make.apply(new Shape(memory, rate, writes));
    }

    private record Shape(Bytes memory, long rate, double writes) {}
}
