package faultline.driver.testbed;

import faultline.driver.DriverException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** QEMU's trace of the faults at the destination. */
final class Faults {
    private static final Pattern REQUEST =
            Pattern.compile("@(\\d+\\.\\d+):postcopy_ram_fault_thread_request .*rb=(\\S+) offset=0x([0-9a-f]+)");
    private static final int PAGE_SHIFT = 12;

    private Faults() {}

    /** Returns how many different pages were asked for. */
    static long distinct(Path trace) {
        Set<String> pages = new HashSet<>();
        each(trace, request -> pages.add(request.group(2) + " " + request.group(3)));
        return pages.size();
    }

    /**
     * Writes a compressed line for each request: the time in us and the pages since the request before, and QEMU's name of
     * the memory block where it is another one. The first line counts from 1970 and page 0.
     */
    static void copy(Path trace, Path out) {
        try {
            Files.createDirectories(out.toAbsolutePath().getParent());
            try (Writer to = new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(out)), StandardCharsets.ISO_8859_1)) {
                Steps steps = new Steps(to);
                each(trace, steps::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes requests as steps from one to the next. */
    private static final class Steps {
        private final Writer to;
        private long beforeUs;
        private long beforePage;
        private String beforeBlock = "";

        Steps(Writer to) {
            this.to = to;
        }

        void add(Matcher request) {
            long us = new BigDecimal(request.group(1)).movePointRight(6).longValue();
            String block = request.group(2);
            long page = Long.parseLong(request.group(3), 16) >>> PAGE_SHIFT;
            try {
                to.write((us - beforeUs) + " " + (page - beforePage)
                        + (block.equals(beforeBlock) ? "\n" : " " + block + "\n"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            beforeUs = us;
            beforePage = page;
            beforeBlock = block;
        }
    }

    private static void each(Path trace, Consumer<Matcher> action) {
        try (BufferedReader in = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher request = REQUEST.matcher(line);
                if (request.find()) {
                    action.accept(request);
                }
            }
        } catch (IOException e) {
            throw new DriverException("cannot read QEMU's trace", e);
        }
    }
}
