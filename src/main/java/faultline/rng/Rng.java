package faultline.rng;

import java.nio.charset.StandardCharsets;

/**
 * Random stream: xoshiro256++ seeded through SplitMix64, a stream for each (seed, name).
 *
 * <p>Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021; Steele, Lea and Flood,
 * "Fast splittable pseudorandom number generators", 2014. It is our own so that no JDK upgrade moves a result.
 */
public final class Rng {
    private static final double ULP = 0x1.0p-53;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /** Makes the stream that belongs to {@code seed} and {@code name}; the same pair gives the same numbers. */
    public Rng(long seed, String name) {
        this(seed ^ fnv1a(name));
    }

    /** Makes the stream whose state is the first four outputs of SplitMix64 from {@code seed}. */
    public Rng(long seed) {
        long state = seed;
        s0 = mix(state += SPLITMIX_GAMMA);
        s1 = mix(state += SPLITMIX_GAMMA);
        s2 = mix(state += SPLITMIX_GAMMA);
        s3 = mix(state + SPLITMIX_GAMMA);
    }

    /** Makes the stream with a given state, not all zero. */
    Rng(long s0, long s1, long s2, long s3) {
        this.s0 = s0;
        this.s1 = s1;
        this.s2 = s2;
        this.s3 = s3;
    }

    static final long SPLITMIX_GAMMA = 0x9e3779b97f4a7c15L;

    /** Returns the next 64 random bits. */
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Returns a number uniform in [0, 1) with 53 random bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * ULP;
    }

    /**
     * Returns a whole number uniform in [0, bound) (Lemire's multiplication, without the rejection: the bias is below
     * bound / 2⁶⁴).
     */
    public long nextLong(long bound) {
        assert bound > 0 : "bound " + bound;
        return Math.multiplyHigh(nextLong() >>> 1, bound << 1);
    }

    /** Returns a waiting time, exponential with mean {@code meanNs}, in whole ns, at least 1. */
    public long nextExponentialNs(double meanNs) {
        double draw = -StrictMath.log1p(-nextDouble()) * meanNs;
        return draw >= Long.MAX_VALUE / 4.0 ? Long.MAX_VALUE / 4 : Math.max(1L, (long) draw);
    }

    /**
     * Returns a number in [0, 1) that depends on {@code key} and {@code index} only, so that it can be asked for in any
     * order.
     */
    public static double at(long key, long index) {
        return (mix(key + index * SPLITMIX_GAMMA) >>> 11) * ULP;
    }

    /** Returns SplitMix64's output function of {@code z}. */
    public static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }

    private static long fnv1a(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
