package faultline.model;

import faultline.unit.Span;

/** When a migration turns to post-copy. */
public sealed interface Switchover {
    /** Before any page is sent. */
    record Immediately() implements Switchover {}

    /** After so many passes of pre-copy, at least one. */
    record AfterPasses(int passes) implements Switchover {}

    /** So long after pre-copy began, unless it has converged by then. */
    record After(Span span) implements Switchover {}
}
