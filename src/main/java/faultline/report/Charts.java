package faultline.report;

import faultline.run.Comparison;
import faultline.run.Metric;
import faultline.run.Reproduction;
import faultline.run.SweepTable;
import faultline.stats.Samples;
import faultline.stats.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Charts as PNG and SVG files; XChart is loaded when the first one is drawn. */
public final class Charts {
    private Charts() {}

    /** Returns whether a chart can be written to a file of this name: .png or .svg. */
    public static boolean canWrite(Path path) {
        return PictureFile.isPicture(path);
    }

    /**
     * Draws one simulation against time.
     *
     * @throws FontsMissingException if this machine cannot draw text; nothing is written then
     */
    public static void timeline(Path path, Timeline timeline, String title) throws IOException, FontsMissingException {
        PictureFile.requireFonts();
        PictureFile.write(path, new TimelineFigure(timeline, title));
    }

    /**
     * Draws a sweep of one or two axes, a panel for each metric.
     *
     * @throws FontsMissingException if this machine cannot draw text; nothing is written then
     */
    public static void sweep(Path path, SweepTable table, List<Metric> metrics)
            throws IOException, FontsMissingException {
        PictureFile.requireFonts();
        PictureFile.write(path, new SweepFigure(table, metrics));
    }

    /**
     * Draws the study's Figures 1 to 3 into a folder, each as PNG and as SVG.
     *
     * @return the files, in the order of the figures
     * @throws FontsMissingException if this machine cannot draw text; nothing is written then
     */
    public static List<Path> study(Path folder, Reproduction reproduction) throws IOException, FontsMissingException {
        PictureFile.requireFonts();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < Reproduction.TABLES.size(); i++) {
            Metric metric = Reproduction.TABLES.get(i);
            StudyFigure figure = new StudyFigure(reproduction, metric);
            for (String format : List.of("png", "svg")) {
                Path file = folder.resolve("figure-" + (i + 1) + "." + format);
                PictureFile.write(file, figure);
                files.add(file);
            }
        }
        return files;
    }

    /**
     * Draws a real migration and its simulation over each other, against time.
     *
     * @param memoryBytes of the guest
     * @throws FontsMissingException if this machine cannot draw text; nothing is written then
     */
    public static void overlay(Path path, Timeline simulated, Samples measured, long memoryBytes, String title)
            throws IOException, FontsMissingException {
        PictureFile.requireFonts();
        PictureFile.write(path, new OverlayFigure(simulated, measured, memoryBytes, title));
    }

    /**
     * Draws predicted against measured, a panel for each figure.
     *
     * @throws FontsMissingException if this machine cannot draw text; nothing is written then
     */
    public static void scatter(Path path, Comparison comparison, String title)
            throws IOException, FontsMissingException {
        PictureFile.requireFonts();
        PictureFile.write(path, new ScatterFigure(comparison, title));
    }
}
