package faultline.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformalTest {
    @Test
    void scoresAreDistancesToTheInterval() {
        assertThat(Conformal.score(5, 1, 3)).isEqualTo(2);
        assertThat(Conformal.score(0, 1, 3)).isEqualTo(1);
        assertThat(Conformal.score(1.5, 1, 3)).isEqualTo(-0.5);
    }

    @Test
    void theWideningIsTheRankThatTheLevelAsksFor() {
        double[] nineteen = new double[19];
        Arrays.setAll(nineteen, i -> 19 - i);

        assertThat(Conformal.widening(nineteen, 0.90)).isEqualTo(18);
        assertThat(Conformal.widening(new double[] {3, 1}, 0.90)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void newFiguresLieWithinAsOftenAsPromised(long seed) {
        Random random = new Random(seed);
        int held = 0;
        int trials = 4_000;
        for (int trial = 0; trial < trials; trial++) {
            double[] scores = new double[19];
            Arrays.setAll(scores, i -> Conformal.score(random.nextGaussian(), -0.2, 0.4));
            double widening = Conformal.widening(scores, 0.90);
            double figure = random.nextGaussian();
            held += figure >= -0.2 - widening && figure <= 0.4 + widening ? 1 : 0;
        }
        assertThat(held / (double) trials).as("seed %d", seed).isBetween(0.88, 0.92);
    }
}
