package faultline.cli;

import faultline.model.Measured;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What was measured of a run, as a line for people. */
final class Figures {
    private Figures() {}

    static String of(Measured measured) {
        StringJoiner line = new StringJoiner(", ", "measured: ", "");
        add(line, "total time", measured.totalTime());
        add(line, "downtime (source's figure)", measured.downtime());
        add(line, "downtime (guest's)", measured.guestDowntime());
        add(line, "transferred", measured.transferred());
        add(line, "page requests", measured.pageRequests());
        add(line, "vCPU blocktime", measured.vcpuBlocktime());
        return line.toString();
    }

    private static void add(StringJoiner line, String name, @Nullable Object value) {
        if (value != null) {
            line.add(name + " " + value);
        }
    }
}
