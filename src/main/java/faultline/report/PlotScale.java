package faultline.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value stands on an axis of a plot, and which values have a tick.
 *
 * @param low value at {@code from}, above 0 where it is logarithmic
 * @param high value at {@code to}, above {@code low}
 * @param from coordinate in points
 * @param to coordinate in points
 */
record PlotScale(double low, double high, double from, double to, boolean logarithmic) {
    private static final double[] STEPS = {1, 2, 5, 10};

    /** Returns an axis from 0 to a round number above {@code most}. */
    static PlotScale fromZero(double most, double from, double to) {
        return new PlotScale(0, Style.roundUp(most > 0 ? most * 1.001 : 1), from, to, false);
    }

    /** Returns an axis that holds all of {@code least} to {@code most} and is not empty. */
    static PlotScale around(double least, double most, double from, double to, boolean logarithmic) {
        if (logarithmic) {
            double low = least == most ? least / 2 : least / 1.04;
            return new PlotScale(low, least == most ? most * 2 : most * 1.04, from, to, true);
        }
        double margin = least == most ? Math.max(1e-9, Math.abs(most) / 2) : 0;
        return new PlotScale(least - margin, most + margin, from, to, false);
    }

    /** Returns the coordinate of a value. */
    double at(double value) {
        double share = logarithmic
                ? Math.log(Math.max(value, low / 10) / low) / Math.log(high / low)
                : (value - low) / (high - low);
        return from + Math.max(-0.02, Math.min(1.02, share)) * (to - from);
    }

    /** Returns round values within the axis, some four or five of them. */
    List<Double> ticks() {
        return logarithmic ? logarithmicTicks() : linearTicks();
    }

    private List<Double> linearTicks() {
        double rough = (high - low) / 5;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * power;
        for (double factor : STEPS) {
            if (factor * power >= rough * 0.999) {
                step = factor * power;
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-9); i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private List<Double> logarithmicTicks() {
        double decades = Math.log10(high / low);
        double[] factors =
                decades > 3 ? new double[] {1} : decades > 1.2 ? new double[] {1, 2, 5} : new double[] {1, 2, 3, 5, 7};
        List<Double> ticks = new ArrayList<>();
        for (int decade = (int) Math.floor(Math.log10(low)); decade <= Math.log10(high); decade++) {
            for (double factor : factors) {
                double tick = factor * Math.pow(10, decade);
                if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
