package faultline.report;

import java.awt.Graphics2D;

/** Something that can be drawn, in points of 1/96 inch. */
interface Picture {
    int width();

    int height();

    /** Draws it with the upper left corner at (0, 0). */
    void paint(Graphics2D g);
}
