package faultline.model;

import faultline.unit.Bytes;
import faultline.unit.Rate;
import faultline.unit.Span;

/** Scenarios for tests to which only their names matter. */
public final class Scenarios {
    private Scenarios() {}

    /** Returns the post-copy of a small idle guest. */
    public static Scenario idle(String id) {
        return new Scenario(
                id,
                null,
                new Vm(1, Bytes.ofMebibytes(256), null, new Bytes(4096), null),
                new Load.Idle(),
                LinkSpec.of(Rate.parse("400 Mbit/s"), Span.ZERO),
                MigrationSpec.postCopy(),
                null);
    }
}
