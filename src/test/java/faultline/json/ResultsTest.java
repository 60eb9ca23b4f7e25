package faultline.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import faultline.stats.Made;
import faultline.stats.OptionFigures;
import faultline.stats.Result;
import faultline.stats.Traffic;
import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ResultsTest {
    @Test
    void keysEndInTheirUnits() throws IOException {
        Traffic traffic = new Traffic();
        traffic.add(Traffic.Stage.POST_COPY, Traffic.Kind.PAGES, 4_096);
        traffic.add(Traffic.Stage.STOP, Traffic.Kind.DEVICE_STATE, 100);
        Histogram latency = new Histogram(3);
        latency.recordValue(1_000);
        Result result = new Result(
                7,
                10,
                1,
                0,
                2,
                3,
                4,
                traffic,
                1,
                0,
                0,
                0,
                true,
                1,
                1,
                new long[] {5, 6},
                2,
                OptionFigures.NONE,
                latency,
                null,
                99);

        JsonNode json = new ObjectMapper()
                .readTree(Results.toJson(
                        List.of(result), null, Scenarios.read("dublin-m-idle"), "ulstercloud", new Made("f", "1")));

        assertThat(json.path("scenario").asText()).isEqualTo("dublin-m-idle");
        assertThat(json.path("totalTimeNs").asLong()).isEqualTo(10);
        assertThat(json.path("transferredBytes").asLong()).isEqualTo(4_196);
        assertThat(json.path("trafficBytes").path("postCopy").path("pages").asLong())
                .isEqualTo(4_096);
        assertThat(json.path("trafficBytes").path("preCopy").isEmpty()).isTrue();
        assertThat(json.path("vcpuBlocktimeNs").asLong()).isEqualTo(11);
        assertThat(json.path("blocktimeOfVcpusNs")).hasSize(2);
        assertThat(json.path("faultLatency").path("p99Ns").asLong()).isEqualTo(1_000);
    }
}
