package faultline.driver.testbed;

import java.util.List;

/**
 * One of the testbed's two hosts: its names and addresses.
 *
 * @param letter {@code a} or {@code b}
 * @param number 1 or 2, from which its addresses follow
 */
public record Host(String letter, int number) {
    /** The host where guests boot. */
    public static final Host A = new Host("a", 1);

    /** The host that they move to. */
    public static final Host B = new Host("b", 2);

    static final List<Host> BOTH = List.of(A, B);

    /** Network namespace and host name. */
    String namespace() {
        return "faultline-" + letter;
    }

    /** This machine's end of the cable over which it manages the host. */
    String cable() {
        return "flt-mgmt-" + letter;
    }

    /** The wire's tap, before it moves into the namespace. */
    String tap() {
        return "flt-wire-" + letter;
    }

    String managerAddress() {
        return "10.77." + number + ".1";
    }

    String managedAddress() {
        return "10.77." + number + ".2";
    }

    /** The host's address on the wire. */
    public String wireAddress() {
        return "10.77.9." + number;
    }

    /** Where this machine reaches the host's libvirtd. */
    public String uri() {
        return "qemu+tcp://" + managedAddress() + "/system";
    }

    /** Where the other host reaches the host's libvirtd. */
    public String peerUri() {
        return "qemu+tcp://" + wireAddress() + "/system";
    }

    /** What runs a command in the host's network. */
    public List<String> inNetwork() {
        return List.of("ip", "netns", "exec", namespace());
    }

    String uuid() {
        return "0000000" + number + "-fa17-4000-8000-00000000000" + number;
    }
}
