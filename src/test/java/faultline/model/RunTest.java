package faultline.model;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.unit.Bytes;
import faultline.unit.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunTest {
    private static Run run(String id, long totalMs, long bytes, @Nullable Long requests) {
        Measured measured = new Measured(
                Span.ofMillis(totalMs),
                null,
                null,
                null,
                new Bytes(bytes),
                null,
                null,
                null,
                requests,
                null,
                null,
                null);
        return new Run(Scenarios.idle(id), measured, null, "a note", Map.of());
    }

    @Test
    void aCellHasTheMeansOfItsRepeats() {
        List<Run> cells =
                Run.cells(List.of(run("a-r1", 10, 100, 3L), run("b-r1", 7, 1, null), run("a-r2", 20, 103, null)));

        assertThat(cells).extracting(Run::id).containsExactly("a", "b");
        Measured a = cells.get(0).measured();
        assertThat(a.totalTime()).isEqualTo(Span.ofMillis(15));
        assertThat(a.transferred()).isEqualTo(new Bytes(102));
        assertThat(a.pageRequests()).isEqualTo(3);
        assertThat(a.downtime()).isNull();
        assertThat(cells.get(1).measured().pageRequests()).isNull();
    }

    @Test
    void notesAreJoined() {
        assertThat(run("a", 1, 1, null).withNote("another").notes()).isEqualTo("a note; another");
        assertThat(new Run(run("a", 1, 1, null).scenario(), Measured.NOTHING)
                        .withNote("one")
                        .notes())
                .isEqualTo("one");
    }
}
