package faultline.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;

/** Fonts and colours of all charts: Okabe and Ito's palette, which colour-blind readers tell apart, on white. */
final class Style {
    static final Color BLUE = new Color(0x00, 0x72, 0xB2);
    static final Color SKY = new Color(0x8C, 0xCB, 0xF0);
    static final Color VERMILLION = new Color(0xC4, 0x4E, 0x00);
    static final Color ORANGE = new Color(0xF2, 0xB1, 0x4A);
    static final Color GREEN = new Color(0x00, 0x9E, 0x73);
    static final Color PURPLE = new Color(0xA8, 0x5C, 0x8C);
    static final Color INK = new Color(0x22, 0x22, 0x22);

    static final Font TITLE = font(Font.BOLD, 15);
    static final Font TEXT = font(Font.PLAIN, 12);

    private static final Color GRID = new Color(0xDD, 0xDD, 0xDD);
    private static final Font HEADING = font(Font.PLAIN, 13);
    private static final Font TICKS = font(Font.PLAIN, 11);
    private static final int LEGEND_BOX = 12;
    private static final int LEGEND_LINE = 34;
    private static final float[][] DASHES = {{}, {8, 3}, {2, 3}, {10, 3, 2, 3}, {14, 4}, {5, 2}};
    private static final double HAIR = 1e-6;
    private static final int LEGEND_GAP = 22;

    private Style() {}

    /**
     * A coloured box of a legend, or a piece of a line, and what it stands for.
     *
     * @param stroke of the line, or null for a box
     */
    record Entry(String name, Color color, @Nullable Stroke stroke) {
        Entry(String name, Color color) {
            this(name, color, null);
        }

        int width() {
            return stroke == null ? LEGEND_BOX : LEGEND_LINE;
        }
    }

    /** Returns the stroke of a chart's line, so that lines differ in print and to colour-blind readers as well. */
    static BasicStroke stroke(int line) {
        float[] dashes = DASHES[line % DASHES.length];
        return new BasicStroke(
                1.8f,
                dashes.length == 0 ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                10,
                dashes.length == 0 ? null : dashes,
                0);
    }

    /** Gives a chart the common look, without a legend of its own. */
    static void apply(Chart<? extends AxesChartStyler, ?> chart) {
        AxesChartStyler styler = chart.getStyler();
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setChartFontColor(INK);
        styler.setChartTitleFont(HEADING);
        styler.setChartTitleBoxVisible(false);
        styler.setChartPadding(6);
        styler.setLegendVisible(false);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(0.8f));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotContentSize(1.0);
        styler.setPlotMargin(0);
        styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
        styler.setAxisTitleFont(TEXT);
        styler.setAxisTickLabelsFont(TICKS);
        styler.setAxisTickMarksColor(INK);
        styler.setAxisTickLabelsColor(INK);
        styler.setXAxisTitleColor(INK);
        styler.setYAxisTitleColor(INK);
        styler.setAntiAlias(true);
    }

    /** Lets the y axis go from 0 to {@code most}, a hair's breadth more, or XChart leaves out the labels of its ends. */
    static void yAxis(AxesChartStyler styler, double most) {
        styler.setYAxisMin(-most * HAIR);
        styler.setYAxisMax(most * (1 + HAIR));
        styler.setYAxisTickLabelsFormattingFunction(value -> label(value, most));
    }

    private static String label(double value, double most) {
        double rounded = Math.abs(value) < most * HAIR ? 0 : value;
        return new DecimalFormat(most < 5 ? "0.0#" : "#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(rounded);
    }

    /** Writes a title, its first letter at x. */
    static void title(Graphics2D g, String text, int x, int y) {
        g.setFont(TITLE);
        g.setColor(INK);
        g.drawString(text, x, y);
    }

    /** Draws a legend on one line, in the middle of {@code width}. */
    static void legend(Graphics2D g, List<Entry> entries, int width, int y) {
        g.setFont(TEXT);
        int needed = -LEGEND_GAP;
        for (Entry entry : entries) {
            needed += entry.width() + 6 + g.getFontMetrics().stringWidth(entry.name()) + LEGEND_GAP;
        }
        int x = (width - needed) / 2;
        for (Entry entry : entries) {
            g.setColor(entry.color());
            swatch(g, entry, x, y);
            g.setColor(INK);
            g.drawString(entry.name(), x + entry.width() + 6, y);
            x += entry.width() + 6 + g.getFontMetrics().stringWidth(entry.name()) + LEGEND_GAP;
        }
    }

    private static void swatch(Graphics2D g, Entry entry, int x, int y) {
        if (entry.stroke() == null) {
            g.fillRect(x, y - LEGEND_BOX + 1, LEGEND_BOX, LEGEND_BOX);
            return;
        }
        Stroke before = g.getStroke();
        g.setStroke(entry.stroke());
        g.drawLine(x, y - LEGEND_BOX / 2 + 1, x + LEGEND_LINE, y - LEGEND_BOX / 2 + 1);
        g.setStroke(before);
    }

    /** Returns a round number that is at least {@code value}: the end of an axis. */
    static double roundUp(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double factor : new double[] {1, 1.2, 1.6, 2, 2.5, 3, 3.5, 4, 5, 6, 8}) {
            if (factor * power >= value) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
