package faultline.model;

/** Whether urgent pages have a channel of their own. */
public enum Preempt {
    /** They share the push's channel and wait for what it has put there. */
    OFF,
    /** A channel of their own; the push's thread sends them between two of its pages (QEMU 7.1). */
    CHANNEL,
    /** A channel of their own, and the thread that reads the requests sends them (QEMU 8.0). */
    FULL
}
