package faultline.driver;

import faultline.model.Measured;
import faultline.model.MigrationSpec;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.unit.Bytes;
import faultline.unit.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Turns what libvirt and QEMU told of a finished migration into figures; what they did not tell stays null. */
final class Evidence {
    private static final double SLACK = 1.5;

    private final Map<String, ?> job;
    private final Map<String, Object> destination;
    private final List<MigrationEvent> events;
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /**
     * @param job statistics of the finished job, by libvirt's names; empty where none came
     * @param destination the destination's last answer to {@code query-migrate}; empty where it was not asked
     */
    Evidence(Map<String, ?> job, Map<String, Object> destination, List<MigrationEvent> events) {
        this.job = job;
        this.destination = destination;
        this.events = events;
    }

    Measured measured(MigrationSpec spec) {
        boolean postCopy = spec.strategy() != Strategy.PRE_COPY;
        boolean block = spec.storage() == Storage.BLOCK;
        Span total = total();
        return new Measured(
                total,
                span("setup_time", "setupTime"),
                downtime(total),
                guestDowntime(),
                bytes(block ? "data_processed" : "memory_processed", "transferred"),
                count("memory_normal", "normalPages"),
                count("memory_constant", "zeroPages"),
                count("memory_iteration", "passes"),
                postCopy ? count("memory_postcopy_requests", "pageRequests") : Long.valueOf(0),
                null,
                vcpuBlocktime(postCopy),
                allBlockedTime(postCopy));
    }

    /** Why each missing figure is missing. */
    Map<String, String> reasons() {
        return reasons;
    }

    /**
     * QEMU's own time, from setting up (of the disk's copy, where it is sent too, which comes first) to the end;
     * libvirt's, which counts its preparations too, where it is missing.
     */
    private @Nullable Span total() {
        OptionalDouble copy = events.stream()
                .filter(e -> e.who().equals("source") && e.kind().equals("JOB_STATUS_CHANGE"))
                .mapToDouble(MigrationEvent::timeMs)
                .min();
        OptionalDouble begin = copy.isPresent() ? copy : status("setup");
        OptionalDouble end = status("completed");
        if (begin.isPresent() && end.isPresent()) {
            return new Span(micros(end.getAsDouble() - begin.getAsDouble()));
        }
        return span("time_elapsed", "totalTime");
    }

    private OptionalDouble status(String status) {
        return events.stream()
                .filter(e -> e.who().equals("source") && e.kind().equals("MIGRATION"))
                .filter(e -> status.equals(e.values().get("status")))
                .mapToDouble(MigrationEvent::timeMs)
                .max();
    }

    /** The source's own figure; one that is longer than the whole migration is QEMU's error, and no measurement. */
    private @Nullable Span downtime(@Nullable Span total) {
        Span told = span("downtime", "downtime");
        if (told != null && total != null && told.ns() > total.ns() * SLACK) {
            reasons.put("downtime", "QEMU reported " + told + ", longer than the migration took");
            return null;
        }
        return told;
    }

    /** From the guest's stop at the source to its first instruction at the destination, by QEMU's time stamps. */
    private @Nullable Span guestDowntime() {
        OptionalDouble stop = last("source", "STOP");
        OptionalDouble resume = last("destination", "RESUME");
        if (stop.isEmpty() || resume.isEmpty() || resume.getAsDouble() < stop.getAsDouble()) {
            reasons.put("guestDowntime", "needs a second monitor of QEMU at both hosts, on one clock");
            return null;
        }
        return new Span(micros(resume.getAsDouble() - stop.getAsDouble()));
    }

    /** Ns of a difference in ms, to the µs that QEMU's stamps have. */
    private static long micros(double ms) {
        return Math.round(ms * 1e3) * 1000;
    }

    private OptionalDouble last(String who, String kind) {
        return events.stream()
                .filter(e -> e.who().equals(who) && e.kind().equals(kind))
                .mapToDouble(MigrationEvent::timeMs)
                .max();
    }

    private @Nullable Span vcpuBlocktime(boolean postCopy) {
        if (!postCopy) {
            return Span.ZERO;
        }
        if (destination.get("postcopy-vcpu-blocktime") instanceof List<?> each) {
            long sum = 0;
            for (Object one : each) {
                sum += one instanceof Number ms ? ms.longValue() : 0;
            }
            return Span.ofMillis(sum);
        }
        reasons.put("vcpuBlocktime", "the destination's QEMU was not asked to keep postcopy-blocktime in time");
        return null;
    }

    private @Nullable Span allBlockedTime(boolean postCopy) {
        if (!postCopy) {
            return Span.ZERO;
        }
        if (destination.get("postcopy-blocktime") instanceof Number ms) {
            return Span.ofMillis(ms.longValue());
        }
        reasons.put("allBlockedTime", "the destination's QEMU was not asked to keep postcopy-blocktime in time");
        return null;
    }

    private @Nullable Span span(String key, String figure) {
        Long ms = count(key, figure);
        return ms == null ? null : Span.ofMillis(ms);
    }

    private @Nullable Bytes bytes(String key, String figure) {
        Long count = count(key, figure);
        return count == null ? null : new Bytes(count);
    }

    private @Nullable Long count(String key, String figure) {
        Object value = job.get(key);
        try {
            return value == null ? missing(key, figure) : Long.valueOf(value.toString());
        } catch (NumberFormatException e) {
            return missing(key, figure);
        }
    }

    private @Nullable Long missing(String key, String figure) {
        reasons.put(figure, "libvirt did not report " + key);
        return null;
    }
}
