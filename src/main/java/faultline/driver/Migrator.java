package faultline.driver;

import faultline.model.MigrationSpec;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.unit.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One real migration: asks for it, turns it to post-copy when the order says so, samples it, and gathers what was told
 * of it. Before the switchover it can be aborted; after it, never: that would kill the guest.
 */
public final class Migrator {
    private static final long SAMPLE_MS = 100;
    private static final int DESTINATION_EVERY = 5;
    private static final long EAGER_MS = 3;
    private static final long LATE_EVENT_MS = 2000;

    private final Hosts hosts;
    private final String guest;
    private final MigrationSpec spec;
    private final Span limit;
    private final Json json;
    private final RawLog raw;
    private final Consumer<Progress> progress;
    private final List<MigrationEvent> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch completed = new CountDownLatch(1);
    private final OptionFigures options = new OptionFigures();
    private volatile boolean switched;
    private volatile boolean abortAsked;
    private volatile int iteration;

    /**
     * @param limit a pre-copy that takes longer is aborted; a post-copy is let run, whatever it takes
     */
    public Migrator(
            Hosts hosts,
            String guest,
            MigrationSpec spec,
            Span limit,
            Json json,
            RawLog raw,
            Consumer<Progress> progress) {
        this.hosts = hosts;
        this.guest = guest;
        this.spec = spec;
        this.limit = limit;
        this.json = json;
        this.raw = raw;
        this.progress = progress;
    }

    /** Asks for the migration to be given up; returns false, and does nothing, once the guest has been handed over. */
    public boolean abort() {
        if (switched) {
            return false;
        }
        abortAsked = true;
        return true;
    }

    /**
     * Migrates and returns when it has ended, well or not.
     *
     * @throws DriverException if the order cannot be carried out, before anything is begun
     */
    public Outcome run() {
        String refusal = LibvirtOrder.refusal(spec);
        if (refusal != null) {
            throw new DriverException(refusal);
        }
        try (Hypervisor source = Hypervisor.open(hosts.from());
                Watch watch = new Watch(hosts.from(), "source", guest, this::hear);
                Watch far = new Watch(hosts.to(), "destination", guest, this::hear);
                Monitors monitors = new Monitors(hosts, json, this::hear)) {
            Guest moving = source.guest(guest);
            Job job = spec.preempt()
                    ? new MonitorJob(hosts, moving, monitors, spec)
                    : new LibvirtJob(hosts, moving, watch, spec);
            monitors.prepare(spec);
            raw.sample("destination", Map.of("guest there before", far.state() != null));
            CompletableFuture<@Nullable String> end = job.start();
            Map<String, Object> destination = follow(job, monitors, end);
            String failure = end.join();
            awaitCompletedEvent(failure == null && !spec.preempt());
            Map<String, ?> statistics = job.finalStatistics(completedJob());
            Evidence evidence = new Evidence(statistics, monitors.lastDestination(destination), events);
            var measured = evidence.measured(spec);
            job.finish(failure == null);
            String told = options.told(spec, statistics);
            return new Outcome(failure, switched, measured, evidence.reasons(), told, new ArrayList<>(events));
        }
    }

    private Map<String, Object> follow(Job job, Monitors monitors, CompletableFuture<?> end) {
        long start = System.nanoTime();
        long nextSample = start;
        Map<String, Object> destination = Map.of();
        int samples = 0;
        while (!end.isDone()) {
            act(job, start);
            if (System.nanoTime() >= nextSample) {
                nextSample = System.nanoTime() + SAMPLE_MS * 1_000_000;
                sample(job, start);
                if (samples++ % DESTINATION_EVERY == 0) {
                    Map<String, Object> seen = monitors.destination();
                    raw.sample("destination", seen);
                    destination = seen.isEmpty() ? destination : seen;
                }
            }
            waitFor(end, EAGER_MS);
        }
        return destination;
    }

    /** Does what is due: the switchover, or the abort. */
    private void act(Job job, long start) {
        if (switched) {
            return;
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        if (abortAsked || elapsed > limit.seconds()) {
            job.abort();
            abortAsked = false;
        } else if (switchoverDue(elapsed) && job.startPostCopy()) {
            switched = true;
            hear(MigrationEvent.now("driver", "switchover asked for", Map.of()));
        }
    }

    private boolean switchoverDue(double elapsed) {
        if (spec.strategy() == Strategy.PRE_COPY) {
            return false;
        }
        if (spec.switchover() instanceof Switchover.AfterPasses after) {
            return iteration > after.passes();
        }
        return !(spec.switchover() instanceof Switchover.After after)
                || elapsed >= after.span().seconds();
    }

    private void sample(Job job, long start) {
        Map<String, ?> statistics = job.statistics();
        if (!statistics.isEmpty()) {
            raw.sample("source", statistics);
            options.sample(statistics);
            progress.accept(Progress.of(statistics, switched, (System.nanoTime() - start) / 1_000_000));
        }
    }

    private void hear(MigrationEvent event) {
        events.add(event);
        raw.event(event);
        if (event.kind().equals("iteration") && event.values().get("iteration") instanceof Number pass) {
            iteration = pass.intValue();
        }
        if (event.kind().equals("MIGRATION_PASS") && event.values().get("pass") instanceof Number pass) {
            iteration = pass.intValue();
        }
        if (event.kind().equals("completed")) {
            completed.countDown();
        }
    }

    private void awaitCompletedEvent(boolean expected) {
        try {
            if (expected && !completed.await(LATE_EVENT_MS, TimeUnit.MILLISECONDS)) {
                hear(MigrationEvent.now("driver", "no completed event", Map.of()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> completedJob() {
        return events.stream()
                .filter(e -> e.kind().equals("completed") && e.who().equals("source"))
                .map(MigrationEvent::values)
                .findFirst()
                .orElse(Map.of());
    }

    private static void waitFor(CompletableFuture<?> end, long millis) {
        try {
            end.get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Not ended yet.
        }
    }
}
