package faultline.rng;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RngTest {
    @Test
    void splitMixGivesThePublishedNumbers() {
        long[] outputs = LongStream.rangeClosed(1, 5)
                .map(k -> Rng.mix(1_234_567 + k * Rng.SPLITMIX_GAMMA))
                .toArray();
        assertThat(outputs)
                .containsExactly(
                        6457827717110365317L,
                        3203168211198807973L,
                        Long.parseUnsignedLong("9817491932198370423"),
                        4593380528125082431L,
                        Long.parseUnsignedLong("16408922859458223821"));
    }

    @Test
    void xoshiroGivesTheReferenceNumbers() {
        Rng rng = new Rng(1, 2, 3, 4);
        long[] outputs = LongStream.range(0, 5).map(k -> rng.nextLong()).toArray();
        assertThat(outputs)
                .containsExactly(
                        41943041L,
                        58720359L,
                        3588806011781223L,
                        3591011842654386L,
                        Long.parseUnsignedLong("9228616714210784205"));
    }

    @Test
    void aSeedsStateIsSplitMixsOutput() {
        long seed = 42;
        long[] state = LongStream.rangeClosed(1, 4)
                .map(k -> Rng.mix(seed + k * Rng.SPLITMIX_GAMMA))
                .toArray();
        Rng expected = new Rng(state[0], state[1], state[2], state[3]);
        Rng rng = new Rng(seed);
        for (int i = 0; i < 10; i++) {
            assertThat(rng.nextLong()).isEqualTo(expected.nextLong());
        }
    }

    @Test
    void streamsBelongToSeedAndName() {
        assertThat(new Rng(1, "a").nextLong()).isEqualTo(new Rng(1, "a").nextLong());
        assertThat(new Rng(1, "a").nextLong()).isNotEqualTo(new Rng(1, "b").nextLong());
        assertThat(new Rng(1, "a").nextLong()).isNotEqualTo(new Rng(2, "a").nextLong());
    }

    @Test
    void boundedNumbersAreUniform() {
        Rng rng = new Rng(7);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            counts[(int) rng.nextLong(10)]++;
        }
        assertThat(chiSquare(counts)).isLessThan(27.9); // 0.999 quantile of 9 degrees of freedom
    }

    @Test
    void numbersAtAnIndexAreUniform() {
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            counts[(int) (10 * Rng.at(99, i))]++;
        }
        assertThat(chiSquare(counts)).isLessThan(27.9);
    }

    @Test
    void waitingTimesAreExponential() {
        Rng rng = new Rng(8);
        double meanNs = 5000;
        int beyond = 0;
        double sum = 0;
        int n = 100_000;
        for (int i = 0; i < n; i++) {
            long ns = rng.nextExponentialNs(meanNs);
            assertThat(ns).isPositive();
            sum += ns;
            beyond += ns > 2 * meanNs ? 1 : 0;
        }
        double share = Math.exp(-2);
        assertThat(Math.abs(sum / n - meanNs)).isLessThan(5 * meanNs / Math.sqrt(n));
        assertThat(Math.abs(beyond / (double) n - share)).isLessThan(5 * Math.sqrt(share * (1 - share) / n) + 1e-3);
    }

    @Test
    void aWaitWithoutEndDoesNotOverflow() {
        assertThat(new Rng(9).nextExponentialNs(Double.MAX_VALUE)).isEqualTo(Long.MAX_VALUE / 4);
    }

    private static double chiSquare(int[] counts) {
        double total = 0;
        for (int count : counts) {
            total += count;
        }
        double expected = total / counts.length;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }
}
