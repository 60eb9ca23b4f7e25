package faultline.run;

import faultline.stats.Result;
import java.util.Arrays;

/**
 * What a sweep came to.
 *
 * @param figures of each job, shape [jobs][{@link #COLUMNS}]: every metric in base units, then 1 if it converged
 */
public record SweepTable(SweepPlan plan, long[][] figures) {
    /** How many figures a job has. */
    public static final int COLUMNS = Metric.values().length + 1;

    /** Returns the figures of one result, shape [{@link #COLUMNS}]. */
    public static long[] figures(Result result) {
        long[] figures = new long[COLUMNS];
        for (Metric metric : Metric.values()) {
            figures[column(metric)] = metric.predicted(result);
        }
        figures[COLUMNS - 1] = result.converged() ? 1 : 0;
        return figures;
    }

    /** Returns a job's figure of a metric. */
    public long figure(int job, Metric metric) {
        return figures[job][column(metric)];
    }

    /** Returns whether the pre-copy of a job converged. */
    public boolean converged(int job) {
        return figures[job][COLUMNS - 1] == 1;
    }

    /** Returns a metric's figures at one point, in rising order, shape [replications]. */
    public double[] sorted(int point, Metric metric) {
        double[] values = new double[plan.replications()];
        for (int i = 0; i < values.length; i++) {
            values[i] = figure(point * plan.replications() + i, metric);
        }
        Arrays.sort(values);
        return values;
    }

    @SuppressWarnings("EnumOrdinal") // An index into an array that lives no longer than the enum.
    private static int column(Metric metric) {
        return metric.ordinal();
    }
}
