package faultline.guest;

import faultline.rng.Rng;

/**
 * Independent accesses at a constant rate, each to a page drawn by popularity: uniform (exponent 0) or Zipf.
 *
 * <p>Ranks are cut into strata in which popularity changes by less than a factor of 2^exponent. The next fault is drawn
 * from the missing units alone: a waiting time from the strata's bound on their missing popularity, a stratum, a missing
 * unit of it, and a rejection that makes the bound exact.
 */
public final class RandomAccess extends AccessPattern {
    private final long firstUnit;
    private final long units;
    private final double accessesPerNs;
    private final double writesPerNs;
    private final double exponent;
    private final int unitShift;
    private final Rng rng;
    private final long writeKey;
    private final int strata;
    private final double norm;
    private final long[] missing;

    private long nowNs;
    private boolean running;

    /**
     * Makes the accesses of one vCPU.
     *
     * @param firstUnit first unit of the memory that is accessed: the most popular one
     * @param units how many units, at least 1
     * @param accessesPerNs accesses a nanosecond, above 0
     * @param writeShare share of them that write
     * @param exponent 0 for uniform
     * @param unitShift a unit has {@code 1 << unitShift} pages
     * @param writeKey what the dirty log's draws depend on, beside pass and page
     */
    public RandomAccess(
            long firstUnit,
            long units,
            double accessesPerNs,
            double writeShare,
            double exponent,
            int unitShift,
            Rng rng,
            long writeKey) {
        assert units > 0 && accessesPerNs > 0;
        this.firstUnit = firstUnit;
        this.units = units;
        this.accessesPerNs = accessesPerNs;
        this.writesPerNs = accessesPerNs * writeShare;
        this.exponent = exponent;
        this.unitShift = unitShift;
        this.rng = rng;
        this.writeKey = writeKey;
        this.strata = exponent == 0 ? 1 : 64 - Long.numberOfLeadingZeros(units);
        this.missing = new long[strata];
        this.norm = exponent == 0 ? 1.0 / units : 1.0 / harmonic(units, exponent);
    }

    @Override
    public void start(long startNs) {
        nowNs = startNs;
        running = true;
    }

    @Override
    public void stop(long stopNs) {
        running = false;
    }

    @Override
    public void touched(long touchedNs) {
        nowNs = touchedNs;
    }

    @Override
    public void draw(PageMap resident) {
        double bound = countMissing(resident);
        if (bound == 0 || !running) {
            candidateNs = NEVER;
            return;
        }
        double meanNs = 1.0 / (accessesPerNs * bound);
        long time = nowNs;
        while (true) {
            time += rng.nextExponentialNs(meanNs);
            if (time > NEVER / 8) {
                candidateNs = NEVER;
                return;
            }
            int stratum = pickStratum(bound);
            long k = rng.nextLong(missing[stratum]);
            long unit = resident.selectClear(stratumFirst(stratum), stratumEnd(stratum), k);
            if (exponent == 0 || rng.nextDouble() * popularityMax(stratum) < popularity(unit - firstUnit)) {
                candidateNs = time;
                candidateUnit = unit;
                return;
            }
        }
    }

    private double countMissing(PageMap resident) {
        double bound = 0;
        for (int stratum = 0; stratum < strata; stratum++) {
            long from = stratumFirst(stratum);
            long to = stratumEnd(stratum);
            missing[stratum] = to - from - resident.count(from, to);
            bound += missing[stratum] * popularityMax(stratum);
        }
        return bound;
    }

    private int pickStratum(double bound) {
        double draw = rng.nextDouble() * bound;
        int last = 0;
        for (int stratum = 0; stratum < strata; stratum++) {
            if (missing[stratum] > 0) {
                last = stratum;
                draw -= missing[stratum] * popularityMax(stratum);
                if (draw < 0) {
                    return stratum;
                }
            }
        }
        return last;
    }

    private long stratumFirst(int stratum) {
        return exponent == 0 ? firstUnit : firstUnit + (1L << stratum) - 1;
    }

    private long stratumEnd(int stratum) {
        return exponent == 0 ? firstUnit + units : firstUnit + Math.min(units, (1L << (stratum + 1)) - 1);
    }

    private double popularityMax(int stratum) {
        return exponent == 0 ? norm : popularity((1L << stratum) - 1);
    }

    /** Returns the probability that an access falls on the unit of rank {@code rank}, from 0. */
    private double popularity(long rank) {
        return norm * StrictMath.pow(rank + 1.0, -exponent);
    }

    @Override
    public void collectWrites(long fromNs, long toNs, int pass, PageMap dirty) {
        long key = Rng.mix(writeKey + pass);
        double writes = writesPerNs * (toNs - fromNs) / (1L << unitShift);
        double uniform = -StrictMath.expm1(-writes * norm);
        for (long unit = 0; unit < units; unit++) {
            double share = exponent == 0 ? uniform : -StrictMath.expm1(-writes * popularity(unit));
            long firstPage = (firstUnit + unit) << unitShift;
            for (long page = firstPage; page < firstPage + (1L << unitShift); page++) {
                if (Rng.at(key, page) < share) {
                    dirty.set(page);
                }
            }
        }
    }

    /** Returns the sum of k^−s for k = 1 to n: the first terms one by one, the rest by Euler and Maclaurin. */
    static double harmonic(long n, double s) {
        long head = Math.min(n, 1000);
        double sum = 0;
        for (long k = head; k >= 1; k--) {
            sum += StrictMath.pow((double) k, -s);
        }
        if (n == head) {
            return sum;
        }
        double a = head + 1.0;
        double b = (double) n;
        double integral =
                s == 1 ? StrictMath.log(b / a) : (StrictMath.pow(b, 1 - s) - StrictMath.pow(a, 1 - s)) / (1 - s);
        double ends = (StrictMath.pow(a, -s) + StrictMath.pow(b, -s)) / 2;
        double slope = s * (StrictMath.pow(a, -s - 1) - StrictMath.pow(b, -s - 1)) / 12;
        return sum + integral + ends + slope;
    }
}
