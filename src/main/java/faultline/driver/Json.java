package faultline.driver;

import java.util.Map;

/** JSON as plain maps and lists, which is all that QEMU's monitor and iperf3 need of it. */
public interface Json {
    /**
     * Reads one object.
     *
     * @throws IllegalArgumentException if the text is no JSON object
     */
    Map<String, Object> read(String text);

    /** Writes one object on one line. */
    String write(Map<String, ?> object);
}
