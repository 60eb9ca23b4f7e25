package faultline.driver.testbed;

import faultline.driver.DriverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How much of its processors' time a virtual machine was refused by the one it runs on, from the first line of
 * {@code /proc/stat}. A testbed on a machine that is itself a guest measures its neighbours with it.
 */
public final class Stolen {
    private static final Path STAT = Path.of("/proc/stat");
    private static final int STEAL = 7;

    /** user, nice, system, idle, iowait, irq, softirq, steal; what follows is in user already. */
    private static final int COUNTED = 8;

    private final long[] before;

    private Stolen(long[] before) {
        this.before = before;
    }

    /** Begins to count. */
    public static Stolen sinceNow() {
        return new Stolen(now());
    }

    /** Returns the share, 0 to 1, of all processors' time since the beginning. */
    public double share() {
        return share(before, now());
    }

    static double share(long[] from, long[] to) {
        long all = Arrays.stream(to).sum() - Arrays.stream(from).sum();
        return all <= 0 ? 0 : (double) (to[STEAL] - from[STEAL]) / all;
    }

    private static long[] now() {
        try {
            return parse(Files.readString(STAT, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new DriverException("cannot read " + STAT, e);
        }
    }

    static long[] parse(String stat) {
        String[] words = stat.lines().findFirst().orElse("").strip().split(" +", -1);
        long[] counts = new long[COUNTED];
        for (int i = 0; i < COUNTED && i + 1 < words.length; i++) {
            counts[i] = Long.parseLong(words[i + 1]);
        }
        return counts;
    }
}
