package faultline.driver;

import org.jspecify.annotations.Nullable;

/**
 * A guest that a broken post-copy may have left half at each host.
 *
 * @param source libvirt's state of it at the source; null where the source does not have it
 * @param sourceQemu how the source's QEMU calls the state of the migration; libvirt gives a migration up when it loses
 *     the other libvirt, which is sooner than QEMU does
 * @param destination libvirt's state of it at the destination; null where the destination does not have it
 */
record Halves(Watch.@Nullable State source, String sourceQemu, Watch.@Nullable State destination) {
    /** What can be done about it. */
    sealed interface Verdict {
        /** Both halves stand still: the migration can be resumed. */
        record Ready() implements Verdict {}

        /** The guest is whole at the destination. */
        record Arrived() implements Verdict {}

        /** Nothing that {@code recover} does would help. */
        record Hopeless(String why) implements Verdict {}

        /**
         * Something has not stopped yet, or not ended yet.
         *
         * @param source whether the source's half still holds the migration for running
         * @param destination whether the destination's does
         */
        record Waiting(boolean source, boolean destination) implements Verdict {}
    }

    Verdict verdict() {
        if (source == null) {
            return withoutSource();
        }
        if (!source.postCopy()) {
            return new Verdict.Hopeless("the guest is whole at the source: it was never handed over");
        }
        if (destination == null) {
            return new Verdict.Hopeless(
                    "the destination's half of the guest has gone: what the guest did there is lost,"
                            + " and the source's half alone cannot go on");
        }
        boolean sourceDown = source.postCopyFailed() && sourceQemu.equals("postcopy-paused");
        return sourceDown && destination.postCopyFailed()
                ? new Verdict.Ready()
                : new Verdict.Waiting(!sourceDown, !destination.postCopyFailed());
    }

    private Verdict withoutSource() {
        if (destination == null) {
            return new Verdict.Hopeless("neither host has that guest");
        }
        if (destination.postCopyFailed()) {
            return new Verdict.Hopeless(
                    "the source's half of the guest has gone, and with it the memory that had not" + " been sent");
        }
        return destination.postCopy() ? new Verdict.Waiting(false, true) : new Verdict.Arrived();
    }
}
