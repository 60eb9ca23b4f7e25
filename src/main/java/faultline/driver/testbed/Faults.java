package faultline.driver.testbed;

import faultline.driver.DriverException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** QEMU's trace of the faults at the destination. */
final class Faults {
    private static final Pattern REQUEST = Pattern.compile("rb=(\\S+) offset=(0x[0-9a-f]+)");

    private Faults() {}

    /** Returns how many different pages were asked for. */
    static long distinct(Path trace) {
        Set<String> pages = new HashSet<>();
        try (BufferedReader in = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher request = REQUEST.matcher(line);
                if (line.contains("postcopy_ram_fault_thread_request") && request.find()) {
                    pages.add(request.group(1) + request.group(2));
                }
            }
        } catch (IOException e) {
            throw new DriverException("cannot read QEMU's trace", e);
        }
        return pages.size();
    }
}
