package faultline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepJournalTest {
    @TempDir
    private Path folder;

    private static void fill(Path file, String plan) throws IOException {
        try (SweepJournal journal = SweepJournal.open(file, plan, 4, 2, false)) {
            journal.put(2, new long[] {20, 21});
            journal.put(0, new long[] {-1, Long.MAX_VALUE});
        }
    }

    @Test
    void everyCutLeavesTheWholeLinesBeforeIt() throws IOException {
        Path file = folder.resolve("journal");
        fill(file, "plan");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            int lines = 0;
            for (int i = 0; i < length; i++) {
                lines += whole[i] == '\n' ? 1 : 0;
            }
            try (SweepJournal journal = SweepJournal.open(file, "plan", 4, 2, true)) {
                assertThat(journal.done().cardinality()).as("cut at %d", length).isEqualTo(Math.max(0, lines - 1));
                journal.put(3, new long[] {30, 31});
            }
            try (SweepJournal journal = SweepJournal.open(file, "plan", 4, 2, true)) {
                assertThat(journal.done().get(3)).isTrue();
                assertThat(journal.rows()[3]).containsExactly(30, 31);
            }
        }
    }

    @Test
    void aDamagedLineEndsWhatIsKept() throws IOException {
        Path file = folder.resolve("journal");
        fill(file, "plan");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("20 21", "20 29"));
        try (SweepJournal journal = SweepJournal.open(file, "plan", 4, 2, true)) {
            assertThat(journal.done().isEmpty()).isTrue();
        }
    }

    @Test
    void anotherSweepsJournalIsNotGoneOnWith() throws IOException {
        Path file = folder.resolve("journal");
        fill(file, "plan");
        assertThatThrownBy(() -> SweepJournal.open(file, "other", 4, 2, true))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("belongs to a sweep of another");
        try (SweepJournal journal = SweepJournal.open(file, "other", 4, 2, false)) {
            assertThat(journal.done().isEmpty()).isTrue();
        }
    }

    @Test
    void twoSweepsDoNotWriteOneJournal() throws IOException {
        Path file = folder.resolve("journal");
        try (SweepJournal first = SweepJournal.open(file, "plan", 4, 2, false)) {
            first.put(1, new long[] {1, 2});
            assertThatThrownBy(() -> SweepJournal.open(file, "plan", 4, 2, true))
                    .hasMessageContaining("another sweep is writing here");
        }
    }
}
