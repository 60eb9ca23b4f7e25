package faultline.report;

import faultline.run.Axis;
import faultline.run.AxisValue;
import faultline.run.Metric;
import faultline.run.SweepTable;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/** A metric's medians over both axes of a sweep, as colours that print in grey from dark to light. */
final class HeatPanel implements Picture {
    private static final int LEFT = 74;
    private static final int TOP = 34;
    private static final int WIDTH = 300;
    private static final int HEIGHT = 222;
    private static final int KEY = LEFT + WIDTH + 20;
    private static final int KEY_WIDTH = 14;
    private static final int KEY_STEPS = 64;

    /** Viridis at every eighth of its length. */
    private static final int[] VIRIDIS = {
        0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725
    };

    private final Metric metric;
    private final Axis across;
    private final Axis up;
    private final double[][] medians;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    HeatPanel(SweepTable table, Metric metric) {
        this.metric = metric;
        across = table.plan().axes().get(0);
        up = table.plan().axes().get(1);
        medians = new double[across.values().size()][up.values().size()];
        for (int i = 0; i < medians.length; i++) {
            for (int j = 0; j < medians[i].length; j++) {
                medians[i][j] = SweepFigure.median(table.sorted(i * medians[i].length + j, metric));
                least = Math.min(least, medians[i][j]);
                most = Math.max(most, medians[i][j]);
            }
        }
    }

    @Override
    public int width() {
        return SweepFigure.PANEL_WIDTH;
    }

    @Override
    public int height() {
        return SweepFigure.PANEL_HEIGHT;
    }

    @Override
    public void paint(Graphics2D g) {
        Scale scale = Scale.of(metric, most);
        g.setFont(Style.TEXT);
        g.setColor(Style.INK);
        centred(g, scale.label(SweepFigure.words(metric)), LEFT + WIDTH / 2.0, 22);
        cells(g);
        acrossLabels(g);
        upLabels(g);
        key(g, scale);
    }

    private void cells(Graphics2D g) {
        double w = WIDTH / (double) medians.length;
        double h = HEIGHT / (double) medians[0].length;
        for (int i = 0; i < medians.length; i++) {
            for (int j = 0; j < medians[i].length; j++) {
                g.setColor(color(most > least ? (medians[i][j] - least) / (most - least) : 0));
                double y = TOP + HEIGHT - (j + 1) * h;
                g.fill(new Rectangle2D.Double(LEFT + i * w, y, w + 0.4, h + 0.4)); // No hairline between cells.
            }
        }
    }

    private void acrossLabels(Graphics2D g) {
        Scale scale = Scale.of(across.kind(), number(across, across.values().size() - 1));
        g.setColor(Style.INK);
        int count = across.values().size();
        int every = (count + 5) / 6;
        for (int i = 0; i < count; i += every) {
            centred(g, shown(across, i, scale), LEFT + (i + 0.5) * WIDTH / count, TOP + HEIGHT + 17);
        }
        centred(g, scale.label(across.path()), LEFT + WIDTH / 2.0, TOP + HEIGHT + 38);
    }

    private void upLabels(Graphics2D g) {
        Scale scale = Scale.of(up.kind(), number(up, up.values().size() - 1));
        int count = up.values().size();
        int every = (count + 7) / 8;
        for (int j = 0; j < count; j += every) {
            String text = shown(up, j, scale);
            double y = TOP + HEIGHT - (j + 0.5) * HEIGHT / count;
            g.drawString(text, LEFT - 8 - g.getFontMetrics().stringWidth(text), (float) y + 4);
        }
        AffineTransform upright = g.getTransform();
        g.rotate(-Math.PI / 2);
        centred(g, scale.label(up.path()), -(TOP + HEIGHT / 2.0), 18);
        g.setTransform(upright);
    }

    private void key(Graphics2D g, Scale scale) {
        double h = HEIGHT / (double) KEY_STEPS;
        for (int i = 0; i < KEY_STEPS; i++) {
            g.setColor(color(i / (KEY_STEPS - 1.0)));
            g.fill(new Rectangle2D.Double(KEY, TOP + HEIGHT - (i + 1) * h, KEY_WIDTH, h + 0.4));
        }
        g.setColor(Style.INK);
        for (int i = 0; i <= 4; i++) {
            double value = least + (most - least) * i / 4;
            float y = (float) (TOP + HEIGHT * (1 - i / 4.0)) + 4;
            g.drawString(Scale.number(scale.shown(value)), KEY + KEY_WIDTH + 6, y);
        }
    }

    private static double number(Axis axis, int index) {
        return axis.values().get(index).number().doubleValue();
    }

    private static String shown(Axis axis, int index, Scale scale) {
        AxisValue value = axis.values().get(index);
        return axis.kind() == AxisValue.Kind.WORD ? value.text() : Scale.number(scale.shown(number(axis, index)));
    }

    private static void centred(Graphics2D g, String text, double x, double y) {
        g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float) y);
    }

    private static Color color(double share) {
        double place = Math.max(0, Math.min(1, share)) * (VIRIDIS.length - 1);
        int below = Math.min(VIRIDIS.length - 2, (int) place);
        double part = place - below;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double from = VIRIDIS[below] >> shift & 0xFF;
            double to = VIRIDIS[below + 1] >> shift & 0xFF;
            rgb |= (int) Math.round(from + part * (to - from)) << shift;
        }
        return new Color(rgb);
    }
}
