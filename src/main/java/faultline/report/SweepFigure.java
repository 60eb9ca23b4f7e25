package faultline.report;

import faultline.run.Axis;
import faultline.run.Metric;
import faultline.run.SweepPlan;
import faultline.run.SweepTable;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A sweep, a panel for each metric, two beside each other.
 *
 * <p>One axis is drawn as a line with the range of the replications; of two axes, one with few values becomes lines of
 * several colours, and two with many a heat map.
 */
final class SweepFigure implements Picture {
    static final int PANEL_WIDTH = 480;
    static final int PANEL_HEIGHT = 320;

    private static final int LINES_MAX = 6;
    private static final int TOP = 34;
    private static final int LEGEND = 30;

    private final String title;
    private final List<Picture> panels = new ArrayList<>();
    private final List<Style.Entry> legend;

    SweepFigure(SweepTable table, List<Metric> metrics) {
        SweepPlan plan = table.plan();
        List<Axis> axes = plan.axes();
        boolean heat = axes.size() == 2
                && axes.get(0).values().size() > LINES_MAX
                && axes.get(1).values().size() > LINES_MAX;
        for (Metric metric : metrics) {
            panels.add(heat ? new HeatPanel(table, metric) : new LinePanel(table, metric, LINES_MAX));
        }
        legend = heat || axes.size() == 1 ? List.of() : LinePanel.legend(axes, LINES_MAX);
        title = plan.points().get(0).scenario().id() + ": simulated" + replications(plan, heat);
    }

    private static String replications(SweepPlan plan, boolean heat) {
        if (plan.replications() == 1) {
            return "";
        }
        String band = plan.replications() < LinePanel.PERCENTILES_FROM ? "least to most" : "5th to 95th percentile";
        return ", " + (heat ? "medians of " : "medians and " + band + " of ") + plan.replications() + " replications";
    }

    @Override
    public int width() {
        return PANEL_WIDTH * Math.min(2, panels.size());
    }

    @Override
    public int height() {
        return TOP + (panels.size() + 1) / 2 * PANEL_HEIGHT + (legend.isEmpty() ? 6 : LEGEND);
    }

    @Override
    public void paint(Graphics2D g) {
        Style.title(g, title, 14, 23);
        for (int i = 0; i < panels.size(); i++) {
            int x = i % 2 * PANEL_WIDTH;
            int y = TOP + i / 2 * PANEL_HEIGHT;
            Graphics2D part = (Graphics2D) g.create(x, y, PANEL_WIDTH, PANEL_HEIGHT);
            panels.get(i).paint(part);
            part.dispose();
        }
        Style.legend(g, legend, width(), height() - 12);
    }

    /** Returns a metric's name in words. */
    static String words(Metric metric) {
        return switch (metric) {
            case TOTAL_TIME -> "total time";
            case SETUP_TIME -> "setup time";
            case DOWNTIME -> "downtime (reported)";
            case GUEST_DOWNTIME -> "downtime (guest)";
            case TRANSFERRED -> "data transferred";
            case NORMAL_PAGES -> "normal pages";
            case ZERO_PAGES -> "zero pages";
            case PASSES -> "passes";
            case PAGE_REQUESTS -> "page requests";
            case DISTINCT_FAULTS -> "distinct faults";
            case VCPU_BLOCKTIME -> "vCPU blocktime, sum";
            case ALL_BLOCKED_TIME -> "time with all vCPUs blocked";
        };
    }

    /** Returns the middle of sorted values. */
    static double median(double[] sorted) {
        return percentile(sorted, 0.5);
    }

    static double percentile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
