package faultline.driver.testbed;

import faultline.driver.DriverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a guest has printed to its console: one numbered tick about each 100 ms, with its clock and free memory. */
public final class Ticks {
    private Ticks() {}

    /**
     * One tick.
     *
     * @param number from 0
     * @param upMs the guest's own clock
     * @param freeKib memory that the guest has never touched, or given back
     */
    public record Tick(long number, long upMs, long freeKib) {}

    /** Reads all whole ticks of one console; none where it does not exist. */
    public static List<Tick> read(Path console) {
        List<Tick> ticks = new ArrayList<>();
        try {
            if (Files.exists(console)) {
                String text = Files.readString(console, StandardCharsets.ISO_8859_1);
                text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> parse(line, ticks));
            }
        } catch (IOException e) {
            throw new DriverException("cannot read " + console, e);
        }
        return ticks;
    }

    /** Returns how many numbers are missing between the first and the last tick of a guest that has moved. */
    public static long lost(List<Tick> before, List<Tick> after) {
        List<Tick> all = new ArrayList<>(before);
        all.addAll(after);
        long lost = 0;
        for (int i = 1; i < all.size(); i++) {
            lost += Math.abs(all.get(i).number() - all.get(i - 1).number() - 1);
        }
        return lost;
    }

    private static void parse(String line, List<Tick> ticks) {
        String[] words = line.strip().split(" ", -1);
        if (words.length == 4 && words[0].equals("tick")) {
            try {
                long upMs = Math.round(Double.parseDouble(words[2]) * 1000);
                ticks.add(new Tick(Long.parseLong(words[1]), upMs, Long.parseLong(words[3])));
            } catch (NumberFormatException e) {
                // Half a line: the guest was moved while its serial port was sending it.
            }
        }
    }
}
