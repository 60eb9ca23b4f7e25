package faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.stats.Timeline;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void namesStandLeftAndNumbersRight() {
        Table table = new Table(1).row("", "s").rule().row("time", "12.5").row("x", "3");

        assertThat(table.toString()).isEqualTo("""
                         s
                ----------
                time  12.5
                x        3
                """);
    }

    @Test
    void aTimelineIsALineForEachSample() {
        Timeline timeline =
                new Timeline(new long[] {0, 5}, new long[] {0, 4104}, new long[] {0, 1}, new long[2], new int[2]);

        assertThat(Csv.of(timeline)).isEqualTo("""
                time_ns,sent_bytes,resident_pages,page_requests,blocked_vcpus
                0,0,0,0,0
                5,4104,1,0,0
                """);
    }
}
