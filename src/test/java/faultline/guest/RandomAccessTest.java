package faultline.guest;

import static org.assertj.core.api.Assertions.assertThat;

import faultline.rng.Rng;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomAccessTest {
    private static final int UNITS = 50;
    private static final int FIRST = 7;
    private static final int DRAWS = 20_000;
    private static final double RATE = 1e-6;

    /** Every third unit and the most popular ones are there; one of the others comes at 40 µs. */
    private static PageMap resident() {
        PageMap resident = new PageMap(FIRST + UNITS);
        for (int unit = FIRST; unit < FIRST + UNITS; unit += 3) {
            resident.set(unit);
        }
        return resident;
    }

    @ParameterizedTest(name = "exponent {0}")
    @ValueSource(doubles = {0, 0.5, 1, 2.5})
    void theNextFaultHasTheLawOfTouchingOneByOne(double exponent) {
        int[] drawn = new int[UNITS];
        int[] touched = new int[UNITS];
        double drawnSum = 0;
        double touchedSum = 0;
        double touchedSquares = 0;
        Random random = new Random(5);
        for (int i = 0; i < DRAWS; i++) {
            long[] fault = nextFault(exponent, i);
            drawn[(int) fault[0] - FIRST]++;
            drawnSum += fault[1];
            double[] other = bruteForce(exponent, random);
            touched[(int) other[0]]++;
            touchedSum += other[1];
            touchedSquares += other[1] * other[1];
        }
        double mean = touchedSum / DRAWS;
        double deviation = Math.sqrt(touchedSquares / DRAWS - mean * mean);
        assertThat(Math.abs(drawnSum / DRAWS - mean)).isLessThan(5 * deviation * Math.sqrt(2.0 / DRAWS));
        assertThat(twoSampleChiSquare(drawn, touched)).isLessThan(UNITS + 4.5 * Math.sqrt(2.0 * UNITS));
    }

    /** The simulator's way: draws candidates and takes those that have become resident as hits. */
    private static long[] nextFault(double exponent, int stream) {
        PageMap resident = resident();
        RandomAccess load = new RandomAccess(FIRST, UNITS, RATE, 1, exponent, 0, new Rng(stream, "fault"), 0);
        load.start(0);
        load.draw(resident);
        while (true) {
            if (load.candidateNs() >= 40_000) {
                resident.set(FIRST + 1);
            }
            if (!resident.get(load.candidateUnit())) {
                return new long[] {load.candidateUnit(), load.candidateNs()};
            }
            load.touched(load.candidateNs());
            load.draw(resident);
        }
    }

    /** Every touch, one after the other. */
    private static double[] bruteForce(double exponent, Random random) {
        PageMap resident = resident();
        double time = 0;
        while (true) {
            time += -Math.log(1 - random.nextDouble()) / RATE;
            int unit = pick(exponent, random);
            if (!resident.get(FIRST + unit) && (unit != 1 || time < 40_000)) {
                return new double[] {unit, time};
            }
        }
    }

    private static int pick(double exponent, Random random) {
        double sum = 0;
        for (int k = 1; k <= UNITS; k++) {
            sum += Math.pow(k, -exponent);
        }
        double left = random.nextDouble() * sum;
        for (int k = 1; k < UNITS; k++) {
            left -= Math.pow(k, -exponent);
            if (left < 0) {
                return k - 1;
            }
        }
        return UNITS - 1;
    }

    private static double twoSampleChiSquare(int[] a, int[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            if (a[i] + b[i] > 0) {
                sum += (double) (a[i] - b[i]) * (a[i] - b[i]) / (a[i] + b[i]);
            }
        }
        return sum;
    }

    @Test
    void harmonicNumbersAreTheSum() {
        for (double s : new double[] {0.1, 0.99, 1, 1.5, 4}) {
            for (int n : new int[] {1, 2, 999, 1000, 1001, 5000, 200_000}) {
                double sum = 0;
                for (int k = n; k >= 1; k--) {
                    sum += Math.pow(k, -s);
                }
                assertThat(Math.abs(RandomAccess.harmonic(n, s) / sum - 1))
                        .as("n %d, s %f", n, s)
                        .isLessThan(1e-10);
            }
        }
    }

    @Test
    void whereAllIsResidentNothingFaults() {
        PageMap resident = new PageMap(FIRST + UNITS);
        resident.setRange(0, FIRST + UNITS);
        RandomAccess load = new RandomAccess(FIRST, UNITS, RATE, 1, 0, 0, new Rng(1), 0);
        load.start(0);
        load.draw(resident);
        assertThat(load.candidateNs()).isEqualTo(AccessPattern.NEVER);
    }

    @Test
    void aStoppedGuestTouchesNothing() {
        RandomAccess load = new RandomAccess(FIRST, UNITS, RATE, 1, 0, 0, new Rng(1), 0);
        load.start(0);
        load.stop(10);
        load.draw(resident());
        assertThat(load.candidateNs()).isEqualTo(AccessPattern.NEVER);
    }

    @ParameterizedTest(name = "exponent {0}")
    @ValueSource(doubles = {0, 1.2})
    void theDirtyLogHasTheExpectedWrites(double exponent) {
        int units = 400;
        double norm = 0;
        for (int k = 1; k <= units; k++) {
            norm += Math.pow(k, -exponent);
        }
        double expected = 0;
        double variance = 0;
        for (int k = 1; k <= units; k++) {
            double share = 1 - Math.exp(-RATE * 0.4 * 1e9 * Math.pow(k, -exponent) / norm / 2);
            expected += 2 * share;
            variance += 2 * share * (1 - share);
        }
        RandomAccess load = new RandomAccess(0, units, RATE, 0.4, exponent, 1, new Rng(1), 77);
        for (int pass = 0; pass < 5; pass++) {
            PageMap dirty = new PageMap(units * 2L);
            load.collectWrites(5, 5 + 1_000_000_000L, pass, dirty);
            assertThat(Math.abs(dirty.count() - expected)).isLessThan(5 * Math.sqrt(variance));
        }
    }
}
