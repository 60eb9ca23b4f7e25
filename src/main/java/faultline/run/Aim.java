package faultline.run;

import faultline.model.Split;
import faultline.run.Comparison.Row;
import faultline.run.Comparison.Summary;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How close predictions of one figure shall come to real migrations on hosts that the profile was fitted on.
 *
 * <p>No model can beat its data: where runs of one cell differ among themselves by more than the aim, the aim is 1.5
 * times their spread. That is a share of the cell's mean, so that the mean of a cell is what is judged.
 *
 * @param percent largest mean absolute error, in percent of what was measured
 * @param absoluteNs an error of at most this is as good, where the measured figure is under {@code smallNs}
 * @param smallNs under it a figure is judged in ns instead of percent
 */
public record Aim(Metric metric, double percent, long absoluteNs, long smallNs) {
    /** The aims, in the order in which they are told. */
    public static final List<Aim> ALL = List.of(
            new Aim(Metric.TOTAL_TIME, 5, 0, 0),
            new Aim(Metric.TRANSFERRED, 3, 0, 0),
            new Aim(Metric.PAGE_REQUESTS, 25, 0, 0),
            new Aim(Metric.VCPU_BLOCKTIME, 15, 50_000_000, 100_000_000),
            new Aim(Metric.DOWNTIME, 25, 10_000_000, Long.MAX_VALUE));

    private static final double SPREADS = 1.5;

    /**
     * How predictions stand to an aim.
     *
     * @param runs how many have the figure
     * @param within how many of them are off by no more than {@code limit}, or than {@code absoluteNs} where that holds
     * @param mape mean absolute error in percent, of the runs that are judged in percent; NaN where there is none
     * @param cellMape the same of cells, the mean of a cell's repeats against the mean of their predictions
     * @param repeats mean absolute error in percent with which the mean of a run's repeats predicts it, of the same runs;
     *     NaN where nothing was repeated
     * @param spread mean over cells of the standard deviation of their repeats, in percent; NaN where nothing was repeated
     * @param limit the aim in percent, or 1.5 times the spread where that is more
     */
    public record Standing(
            int runs, int within, double mape, double cellMape, double repeats, double spread, double limit) {
        /** Whether the mean error of cells, or else every single run, is within the limit. */
        public boolean reached() {
            return cellMape <= limit || within == runs;
        }
    }

    /** Returns how a comparison stands to this aim, or null where it has no run with the figure. */
    public @Nullable Standing standing(Comparison comparison) {
        double spread = spread(comparison);
        double limit = Double.isNaN(spread) ? percent : Math.max(percent, SPREADS * spread);
        int runs = 0;
        int within = 0;
        for (Row row : comparison.rows()) {
            Long measured = metric.measured(row.run().measured());
            if (measured == null || (measured == 0 && smallNs == 0)) {
                continue; // Nothing, or nothing to have a percentage of.
            }
            runs++;
            within += isWithin(measured, row.predicted(metric), limit) ? 1 : 0;
        }
        if (runs == 0) {
            return null;
        }
        Summary summary = Comparison.summary(comparison.rows(), this::judgedPercent);
        double mape = summary == null ? Double.NaN : summary.mape();
        return new Standing(runs, within, mape, cellMape(comparison), repeats(comparison), spread, limit);
    }

    private double cellMape(Comparison comparison) {
        return judgedCells(comparison)
                .mapToDouble(rows -> {
                    double measured =
                            rows.stream().mapToLong(this::figure).average().orElseThrow();
                    double predicted = rows.stream()
                            .mapToDouble(row -> row.predicted(metric))
                            .average()
                            .orElseThrow();
                    return Math.abs(predicted - measured) * 100 / measured;
                })
                .average()
                .orElse(Double.NaN);
    }

    /** Returns the rows of each cell that are judged in percent. */
    private Stream<List<Row>> judgedCells(Comparison comparison) {
        return cells(comparison.rows().stream().filter(row -> !Double.isNaN(judgedPercent(row)))).stream();
    }

    /** Returns the rows of each cell. */
    private static Collection<List<Row>> cells(Stream<Row> rows) {
        return Split.byCell(rows.toList(), row -> row.run().id()).values();
    }

    private double repeats(Comparison comparison) {
        return judgedCells(comparison)
                .filter(rows -> rows.size() > 1)
                .flatMapToDouble(this::errorsOfRepeats)
                .average()
                .orElse(Double.NaN);
    }

    private DoubleStream errorsOfRepeats(List<Row> rows) {
        long sum = rows.stream().mapToLong(this::figure).sum();
        return rows.stream().mapToLong(this::figure).mapToDouble(own -> {
            double others = (sum - own) / (rows.size() - 1.0);
            return Math.abs(others - own) * 100 / own;
        });
    }

    private boolean isWithin(long measured, double predicted, double limit) {
        double off = Math.abs(predicted - measured);
        return off * 100 <= limit * measured || (measured < smallNs && off <= absoluteNs);
    }

    /** A row's error in percent; NaN where it is judged in ns alone. */
    private double judgedPercent(Row row) {
        Long measured = metric.measured(row.run().measured());
        boolean small = measured != null && measured < smallNs && smallNs != Long.MAX_VALUE;
        OptionalDouble error = small ? OptionalDouble.empty() : row.errorPercent(metric);
        return error.orElse(Double.NaN);
    }

    /** Mean over cells of the standard deviation of their repeats, in percent of the mean; NaN where there are none. */
    private double spread(Comparison comparison) {
        return cells(comparison.rows().stream()
                        .filter(row -> metric.measured(row.run().measured()) != null))
                .stream()
                .filter(rows -> rows.size() > 1)
                .mapToDouble(
                        rows -> deviationPercent(rows.stream().map(this::figure).toList()))
                .filter(percent -> !Double.isNaN(percent))
                .average()
                .orElse(Double.NaN);
    }

    private long figure(Row row) {
        Long measured = metric.measured(row.run().measured());
        return measured == null ? 0 : measured;
    }

    private static double deviationPercent(List<Long> figures) {
        double mean = figures.stream().mapToLong(Long::longValue).average().orElse(0);
        double squares =
                figures.stream().mapToDouble(f -> (f - mean) * (f - mean)).sum();
        return mean == 0 ? Double.NaN : Math.sqrt(squares / (figures.size() - 1)) * 100 / mean;
    }
}
