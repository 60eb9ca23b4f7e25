package faultline.report;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import faultline.stats.AtomicFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** A picture as a PNG or SVG file, whole or not at all. */
final class PictureFile {
    /** Pixels of a PNG for each point: enough for print. */
    private static final int SCALE = 2;

    /** A font family in SVG; a viewer that lacks it shall take a similar one. */
    private static final Pattern QUOTED_FAMILY = Pattern.compile("font-family:&quot;[^;]*&quot;");

    private PictureFile() {}

    /** Returns whether the file's name ends in .png or .svg. */
    static boolean isPicture(Path path) {
        return isSvg(path) || name(path).endsWith(".png");
    }

    /**
     * Draws a picture into a file, in the format that its name ends in.
     *
     * @throws FontsMissingException if this machine cannot draw text
     */
    static void write(Path path, Picture picture) throws IOException, FontsMissingException {
        AtomicFile.write(path, isSvg(path) ? svg(picture) : png(picture));
    }

    /**
     * Tries to lay out a word.
     *
     * @throws FontsMissingException if this machine has no fonts or lacks the libraries that read them
     */
    @SuppressWarnings("CheckReturnValue") // Making the layout is the trial.
    static void requireFonts() throws FontsMissingException {
        try {
            Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
            new TextLayout("Faultline", font, new FontRenderContext(null, true, true));
        } catch (LinkageError | InternalError | RuntimeException e) {
            // A JDK without fontconfig, fonts or libfreetype fails in any of these ways, a second time in another.
            throw new FontsMissingException(e);
        }
    }

    private static byte[] png(Picture picture) throws IOException {
        BufferedImage image =
                new BufferedImage(picture.width() * SCALE, picture.height() * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.scale(SCALE, SCALE);
        paint(picture, g);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("this JDK cannot write PNG");
        }
        return out.toByteArray();
    }

    private static byte[] svg(Picture picture) throws IOException {
        VectorGraphics2D g = new VectorGraphics2D();
        paint(picture, g);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Processors.get("svg")
                .getDocument(g.getCommands(), new PageSize(0, 0, picture.width(), picture.height()))
                .writeTo(out);
        String text = out.toString(StandardCharsets.UTF_8).stripTrailing() + "\n";
        return QUOTED_FAMILY.matcher(text).replaceAll("$0,sans-serif").getBytes(StandardCharsets.UTF_8);
    }

    private static void paint(Picture picture, Graphics2D g) {
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, picture.width(), picture.height());
        picture.paint(g);
    }

    private static boolean isSvg(Path path) {
        return name(path).endsWith(".svg");
    }

    private static String name(Path path) {
        return path.toString().toLowerCase(Locale.ROOT);
    }
}
