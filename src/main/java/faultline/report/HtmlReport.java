package faultline.report;

import faultline.run.ResultFile;
import faultline.stats.Made;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Results as one page of HTML that needs nothing else: no script, no font, no picture from elsewhere.
 *
 * <p>Its own content security policy forbids all but its style sheet, by that sheet's digest.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /** Returns the page; the same results and command give the same page. */
    public static String of(List<ResultFile> files, Made made) {
        Html html = new Html();
        html.raw("<!DOCTYPE html>").line();
        html.open("html", "lang", "en");
        head(html);
        html.open("body").open("main").line();
        html.open("header").element("h1", "Faultline report");
        html.element(
                "p", "Post-copy live migration: what was simulated, measured and fitted, and how to make each again.");
        contents(html, files);
        html.close().line();
        for (int i = 0; i < files.size(); i++) {
            html.open("section", "id", "r" + (i + 1)).line();
            section(html, files.get(i));
            html.element("p", "from " + files.get(i).file(), "class", "from")
                    .close()
                    .line();
        }
        html.open("footer").open("p").text("Made by ").element("code", made.command());
        html.text(", Faultline " + made.version() + ".").close().close().line();
        return html.close().close().close().line().toString();
    }

    private static void head(Html html) {
        String style = resource("page.css");
        String policy =
                "default-src 'none'; style-src 'sha256-" + digest(style) + "'; base-uri 'none'; form-action 'none'";
        html.open("head").line();
        html.empty("meta", "charset", "utf-8").line();
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy)
                .line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.empty("meta", "name", "color-scheme", "content", "light dark").line();
        html.element("title", "Faultline report").line();
        html.open("style").raw(style).close().line();
        html.close().line();
    }

    private static void contents(Html html, List<ResultFile> files) {
        if (files.size() < 2) {
            return;
        }
        html.open("nav", "aria-label", "contents").open("ol");
        for (int i = 0; i < files.size(); i++) {
            html.open("li")
                    .element("a", kind(files.get(i)) + ": " + files.get(i).file(), "href", "#r" + (i + 1));
            html.close();
        }
        html.close().close();
    }

    private static String kind(ResultFile file) {
        if (file instanceof ResultFile.Simulated) {
            return "simulation";
        }
        if (file instanceof ResultFile.Compared) {
            return "comparison";
        }
        if (file instanceof ResultFile.Predicted) {
            return "prediction";
        }
        if (file instanceof ResultFile.Advised) {
            return "advice";
        }
        if (file instanceof ResultFile.Swept) {
            return "sweep";
        }
        return file instanceof ResultFile.Measured ? "runs" : "profile";
    }

    private static void section(Html html, ResultFile file) {
        if (file instanceof ResultFile.Simulated simulated) {
            SimulationPage.write(html, simulated);
        } else if (file instanceof ResultFile.Compared compared) {
            ComparisonPage.write(html, compared);
        } else if (file instanceof ResultFile.Predicted predicted) {
            PredictionPage.write(html, predicted);
        } else if (file instanceof ResultFile.Advised advised) {
            PredictionPage.write(html, advised);
        } else if (file instanceof ResultFile.Swept swept) {
            SweepPage.write(html, swept);
        } else if (file instanceof ResultFile.Measured measured) {
            RunsPage.write(html, measured);
        } else if (file instanceof ResultFile.Fitted fitted) {
            ProfilePage.write(html, fitted);
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError(name + " is not packed with the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
