package faultline.model;

import faultline.unit.Rate;
import faultline.unit.Span;
import org.jspecify.annotations.Nullable;

/**
 * How the operator asks for the migration.
 *
 * @param switchover when to turn to post-copy; {@link Switchover.Immediately} for {@link Strategy#POST_COPY}
 * @param limits what the operator lets the migration use of the link
 * @param downtimeLimit pre-copy stops the guest when the rest can be sent in this time
 * @param maxPasses pre-copy stops the guest after so many passes at the latest
 * @param precopy how its passes are made
 * @param postcopy how its faults are served
 */
public record MigrationSpec(
        Strategy strategy,
        Switchover switchover,
        Storage storage,
        Transport transport,
        BandwidthLimits limits,
        Span downtimeLimit,
        int maxPasses,
        PrecopyOptions precopy,
        PostcopyOptions postcopy) {
    /** QEMU's default downtime limit. */
    public static final Span DOWNTIME_LIMIT_DEFAULT = Span.ofMillis(300);

    /** Bound on passes where a file names none: a guest that has not converged by then is not going to. */
    public static final int MAX_PASSES_DEFAULT = 30;

    /** A migration over TCP without options, but for a channel of their own for urgent pages. */
    public MigrationSpec(
            Strategy strategy,
            Switchover switchover,
            Storage storage,
            boolean preempt,
            @Nullable Rate bandwidth,
            Span downtimeLimit,
            int maxPasses) {
        this(
                strategy,
                switchover,
                storage,
                Transport.TCP,
                new BandwidthLimits(bandwidth, null),
                downtimeLimit,
                maxPasses,
                PrecopyOptions.NONE,
                new PostcopyOptions(preempt ? Preempt.CHANNEL : Preempt.OFF, null));
    }

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

    /** Returns the limit that holds while the guest is at the source, or null. */
    public @Nullable Rate bandwidth() {
        return limits.precopy();
    }

    /** Returns whether urgent pages have a channel of their own. */
    public boolean preempt() {
        return postcopy.preempt() != Preempt.OFF;
    }

    /** Returns the same with other options for its passes. */
    public MigrationSpec with(PrecopyOptions other) {
        return new MigrationSpec(
                strategy, switchover, storage, transport, limits, downtimeLimit, maxPasses, other, postcopy);
    }

    /** Returns the same with other options for its faults. */
    public MigrationSpec with(PostcopyOptions other) {
        return new MigrationSpec(
                strategy, switchover, storage, transport, limits, downtimeLimit, maxPasses, precopy, other);
    }

    /** Returns the same within other limits. */
    public MigrationSpec with(BandwidthLimits other) {
        return new MigrationSpec(
                strategy, switchover, storage, transport, other, downtimeLimit, maxPasses, precopy, postcopy);
    }

    /** Returns the same over another transport. */
    public MigrationSpec with(Transport other) {
        return new MigrationSpec(
                strategy, switchover, storage, other, limits, downtimeLimit, maxPasses, precopy, postcopy);
    }
}
