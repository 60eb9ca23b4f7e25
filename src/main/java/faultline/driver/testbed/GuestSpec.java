package faultline.driver.testbed;

import faultline.model.Load;
import faultline.model.Vm;

/** A testbed guest: its size and what it does to its memory. */
public record GuestSpec(String name, Vm vm, Load load) {
    int workers() {
        return load instanceof Load.Stress stress ? stress.workers() : 0;
    }

    /** Bytes for each worker of {@code stress}. */
    long bytesEach() {
        return load instanceof Load.Stress stress ? stress.memory().count() / stress.workers() : 0;
    }
}
