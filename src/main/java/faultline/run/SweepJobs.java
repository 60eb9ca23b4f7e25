package faultline.run;

import faultline.stats.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the jobs of a sweep that are not done yet, on several threads; each job's result depends on the job alone. */
public final class SweepJobs {
    private final SweepPlan plan;
    private final Sink sink;

    /** Takes results as they come. */
    public interface Sink {
        /** Takes a job's result; called by one thread at a time, in no order. */
        void done(int job, Result result) throws IOException;
    }

    /** Prepares a sweep. */
    public SweepJobs(SweepPlan plan, Sink sink) {
        this.plan = plan;
        this.sink = sink;
    }

    /**
     * Simulates every job that {@code done} does not have.
     *
     * @throws IOException if the sink could not take a result
     */
    public void run(BitSet done, int threads) throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(threads, SweepJobs::daemon);
        try {
            AtomicInteger next = new AtomicInteger();
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(executor.submit(() -> work(done, next)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the sweep was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException io && io.getCause() != null) {
                throw io.getCause();
            }
            throw new IllegalStateException("a simulation failed in the sweep", e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    private void work(BitSet done, AtomicInteger next) {
        for (int job = next.getAndIncrement(); job < plan.jobs(); job = next.getAndIncrement()) {
            if (done.get(job)) {
                continue;
            }
            Result result = new Simulation(plan.point(job).scenario(), plan.profile()).run(plan.seed(job));
            synchronized (sink) {
                try {
                    sink.done(job, result);
                } catch (IOException e) {
                    next.set(plan.jobs()); // Nothing more is begun.
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "sweep");
        thread.setDaemon(true);
        return thread;
    }
}
