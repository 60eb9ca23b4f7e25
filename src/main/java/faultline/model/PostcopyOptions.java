package faultline.model;

import org.jspecify.annotations.Nullable;

/**
 * How the faults of a post-copy are served.
 *
 * @param prepaging what the push does around a fault, or null: what the hypervisor does
 */
public record PostcopyOptions(Preempt preempt, @Nullable Prepaging prepaging) {
    /** Urgent pages go with all others, and the push does what the hypervisor does. */
    public static final PostcopyOptions NONE = new PostcopyOptions(Preempt.OFF, null);
}
