package faultline.cli;

import faultline.driver.Migrator;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C around a migration: before the switchover it aborts and the guest stays; after it, it only waits. */
final class Interrupt {
    private static final long WAIT_S = 3600;

    private final Migrator migrator;
    private final PrintWriter err;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "ctrl-c");

    private Interrupt(Migrator migrator, PrintWriter err) {
        this.migrator = migrator;
        this.err = err;
    }

    static Interrupt around(Migrator migrator, PrintWriter err) {
        Interrupt interrupt = new Interrupt(migrator, err);
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    /** Says that the migration has ended, one way or the other. */
    void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending, which is what the hook is for.
        }
    }

    private void interrupted() {
        if (migrator.abort()) {
            err.println("\nfaultline: aborting; the guest stays at the source");
        } else {
            err.println("\nfaultline: the guest has been handed over, so nothing can be cancelled any more:"
                    + " waiting for the rest of its memory");
        }
        err.flush();
        try {
            if (!ended.await(WAIT_S, TimeUnit.SECONDS)) {
                err.println("faultline: still not ended after an hour");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
