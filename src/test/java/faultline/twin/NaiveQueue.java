package faultline.twin;

import faultline.engine.Phase;
import java.util.PriorityQueue;

/** The textbook event queue: one object an event, in java.util's heap. */
final class NaiveQueue {
    /** An event. */
    static final class Event implements Comparable<Event> {
        final long timeNs;
        final Phase phase;
        final int rank;
        final long sequence;
        final Runnable action;
        boolean cancelled;

        Event(long timeNs, Phase phase, int rank, long sequence, Runnable action) {
            this.timeNs = timeNs;
            this.phase = phase;
            this.rank = rank;
            this.sequence = sequence;
            this.action = action;
        }

        @Override
        public int compareTo(Event other) {
            int order = Long.compare(timeNs, other.timeNs);
            order = order != 0 ? order : phase.compareTo(other.phase);
            order = order != 0 ? order : Integer.compare(rank, other.rank);
            return order != 0 ? order : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long sequence;
    private long nowNs;
    private boolean stopped;

    long nowNs() {
        return nowNs;
    }

    Event at(long timeNs, Phase phase, int rank, Runnable action) {
        if (timeNs < nowNs) {
            throw new AssertionError("event at " + timeNs + " before " + nowNs);
        }
        Event event = new Event(timeNs, phase, rank, sequence++, action);
        events.add(event);
        return event;
    }

    void stop() {
        stopped = true;
    }

    void run() {
        while (!stopped) {
            Event event = events.remove();
            if (!event.cancelled) {
                nowNs = event.timeNs;
                event.action.run();
            }
        }
    }
}
