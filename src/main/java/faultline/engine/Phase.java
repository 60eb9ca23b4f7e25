package faultline.engine;

/** Order of events that fall on the same nanosecond: what has physically happened comes before who looks at it. */
public enum Phase {
    /** Pages become resident at the destination. */
    ARRIVAL,
    /** The source commits pages to the link. */
    SOURCE,
    /** Requests reach the source. */
    REQUEST,
    /** vCPUs touch pages, block and wake. */
    GUEST,
    /** Timers of the control plane: reviews, samples, ends of phases. */
    CONTROL
}
