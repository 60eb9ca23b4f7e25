package faultline.driver.testbed;

import faultline.driver.CompressedText;
import faultline.driver.DriverException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** QEMU's trace of the faults at the destination. */
final class Faults {
    private static final Pattern REQUEST =
            Pattern.compile("@(\\d+\\.\\d+):postcopy_ram_fault_thread_request .*rb=(\\S+) offset=0x([0-9a-f]+)");
    private static final int PAGE_SHIFT = 12;

    private Faults() {}

    /**
     * Copies a trace: a compressed line for each request, with the time in us and the pages since the request before, and
     * QEMU's name of the memory block where it is another one. The first line counts from 1970 and page 0.
     *
     * @return how many different pages were asked for
     * @throws DriverException if the one cannot be read or the other not be written
     */
    static long copy(Path trace, Path out) {
        try (BufferedReader in = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1);
                Writer to = CompressedText.open(out)) {
            Steps steps = new Steps(to);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher request = REQUEST.matcher(line);
                if (request.find()) {
                    steps.add(request);
                }
            }
            return steps.pages.size();
        } catch (IOException e) {
            throw new DriverException("cannot keep QEMU's trace", e);
        }
    }

    /** Writes requests as steps from one to the next. */
    private static final class Steps {
        private final Writer to;
        private final Set<String> pages = new HashSet<>();
        private long beforeUs;
        private long beforePage;
        private String beforeBlock = "";

        Steps(Writer to) {
            this.to = to;
        }

        void add(Matcher request) throws IOException {
            long us = new BigDecimal(request.group(1)).movePointRight(6).longValue();
            String block = request.group(2);
            long page = Long.parseLong(request.group(3), 16) >>> PAGE_SHIFT;
            to.write((us - beforeUs) + " " + (page - beforePage)
                    + (block.equals(beforeBlock) ? "\n" : " " + block + "\n"));
            pages.add(block + " " + page);
            beforeUs = us;
            beforePage = page;
            beforeBlock = block;
        }
    }
}
