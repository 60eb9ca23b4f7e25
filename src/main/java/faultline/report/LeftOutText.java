package faultline.report;

import faultline.run.LeftOut;
import faultline.run.Metric;

/** Predictions for runs whose flavour the fit had not seen, beside what was measured, for people. */
public final class LeftOutText {
    private LeftOutText() {}

    /** Returns a table for each metric. */
    public static String of(LeftOut leftOut) {
        StringBuilder text = new StringBuilder();
        for (Metric metric : leftOut.metrics()) {
            String unit = Numbers.unit(metric);
            Table table = new Table(1);
            table.row(
                            SweepFigure.words(metric) + (unit.isEmpty() ? "" : ", " + unit),
                            "measured",
                            "predicted",
                            "90 % interval",
                            "")
                    .rule();
            for (LeftOut.Figure figure : leftOut.of(metric)) {
                table.row(
                        figure.run(),
                        Numbers.figure(metric, (double) figure.measured()),
                        Numbers.figure(metric, (double) figure.predicted()),
                        Numbers.figure(metric, (double) figure.low()) + " to "
                                + Numbers.figure(metric, (double) figure.high()),
                        figure.hit() ? "hit" : "miss");
            }
            text.append(text.length() == 0 ? "" : "\n").append(table);
            text.append(leftOut.hits(metric))
                    .append(" of ")
                    .append(leftOut.of(metric).size())
                    .append(" hit\n");
        }
        return text.toString();
    }
}
