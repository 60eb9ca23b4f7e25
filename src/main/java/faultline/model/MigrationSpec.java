package faultline.model;

import faultline.unit.Rate;
import faultline.unit.Span;
import org.jspecify.annotations.Nullable;

/**
 * How the operator asks for the migration.
 *
 * @param switchover when to turn to post-copy; {@link Switchover.Immediately} for {@link Strategy#POST_COPY}
 * @param preempt whether urgent pages have a channel of their own (QEMU 7.1 and later)
 * @param bandwidth limit that the operator sets, or null
 * @param downtimeLimit pre-copy stops the guest when the rest can be sent in this time
 * @param maxPasses pre-copy stops the guest after so many passes at the latest
 */
public record MigrationSpec(
        Strategy strategy,
        Switchover switchover,
        Storage storage,
        boolean preempt,
        @Nullable Rate bandwidth,
        Span downtimeLimit,
        int maxPasses) {
    /** QEMU's default downtime limit. */
    public static final Span DOWNTIME_LIMIT_DEFAULT = Span.ofMillis(300);

    /** Bound on passes where a file names none: a guest that has not converged by then is not going to. */
    public static final int MAX_PASSES_DEFAULT = 30;

    /** Post-copy at once, on shared storage, with QEMU's defaults. */
    public static MigrationSpec postCopy() {
        return new MigrationSpec(
                Strategy.POST_COPY,
                new Switchover.Immediately(),
                Storage.SHARED,
                false,
                null,
                DOWNTIME_LIMIT_DEFAULT,
                MAX_PASSES_DEFAULT);
    }
}
