package faultline.run;

import faultline.model.Measured;
import faultline.stats.Result;
import faultline.unit.Bytes;
import faultline.unit.Span;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A figure that a real migration gives and a simulated one predicts, in base units: ns, bytes or a plain count. */
public enum Metric {
    TOTAL_TIME("totalTime", Kind.SPAN, m -> ns(m.totalTime()), Result::totalNs),
    SETUP_TIME("setupTime", Kind.SPAN, m -> ns(m.setupTime()), Result::setupNs),
    DOWNTIME("downtime", Kind.SPAN, m -> ns(m.downtime()), Result::downtimeNs),
    GUEST_DOWNTIME("guestDowntime", Kind.SPAN, m -> ns(m.guestDowntime()), Result::guestDowntimeNs),
    TRANSFERRED("transferred", Kind.BYTES, m -> bytes(m.transferred()), Result::transferredBytes),
    NORMAL_PAGES("normalPages", Kind.COUNT, Measured::normalPages, Result::normalPages),
    ZERO_PAGES("zeroPages", Kind.COUNT, Measured::zeroPages, Result::zeroPages),
    PASSES("passes", Kind.COUNT, Measured::passes, Result::passes),
    PAGE_REQUESTS("pageRequests", Kind.COUNT, Measured::pageRequests, Result::pageRequests),
    DISTINCT_FAULTS("distinctFaults", Kind.COUNT, Measured::distinctFaults, Result::distinctFaults),
    VCPU_BLOCKTIME("vcpuBlocktime", Kind.SPAN, m -> ns(m.vcpuBlocktime()), Result::vcpuBlocktimeNs),
    ALL_BLOCKED_TIME("allBlockedTime", Kind.SPAN, m -> ns(m.allBlockedTime()), Result::allBlockedNs);

    /** What a metric counts. */
    public enum Kind {
        /** Nanoseconds. */
        SPAN,
        /** Bytes. */
        BYTES,
        /** Pieces. */
        COUNT
    }

    private final String key;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // A method reference: it has no state.
    private final Function<Measured, @Nullable Long> measured;

    @SuppressWarnings("ImmutableEnumChecker") // A method reference: it has no state.
    private final ToLongFunction<Result> predicted;

    Metric(String key, Kind kind, Function<Measured, @Nullable Long> measured, ToLongFunction<Result> predicted) {
        this.key = key;
        this.kind = kind;
        this.measured = measured;
        this.predicted = predicted;
    }

    /** Returns the name that files use. */
    public String key() {
        return key;
    }

    /** Returns what it counts. */
    public Kind kind() {
        return kind;
    }

    /** Returns the measured figure in base units, or null where it was not measured. */
    public @Nullable Long measured(Measured figures) {
        return measured.apply(figures);
    }

    /** Returns the simulated figure in base units. */
    public long predicted(Result result) {
        return predicted.applyAsLong(result);
    }

    private static @Nullable Long ns(@Nullable Span span) {
        return span == null ? null : span.ns();
    }

    private static @Nullable Long bytes(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.count();
    }
}
