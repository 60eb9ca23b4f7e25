package faultline.report;

import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Setting;
import faultline.run.Facts;
import faultline.run.LeftOut;
import faultline.run.Metric;
import faultline.run.ResultFile.Fitted;
import faultline.stats.Made;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The section of a page that shows a profile: its parameters with origins and intervals, and how good its fit is. */
final class ProfilePage {
    private static final Map<String, String> ERRORS = errors();

    private ProfilePage() {}

    private static Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        errors.put("inSample", "in sample: fitted to all runs");
        errors.put("leaveOneCellOut", "cross-validated: each run left out of the fit");
        errors.put("leaveOneFlavourOut", "cross-validated: each flavour left out");
        errors.put("leaveOneLinkOut", "cross-validated: each link left out");
        return errors;
    }

    static void write(Html html, Fitted file) {
        Profile profile = file.profile();
        html.element("h2", "Profile " + profile.name());
        html.element("p", profile.origin());
        parameters(html, profile);
        Map<String, @Nullable Object> fit = profile.fit();
        Map<String, String> more = new LinkedHashMap<>();
        if (fit != null) {
            errors(html, fit);
            LeftOut.of(profile).ifPresent(leftOut -> leftOut(html, leftOut));
            for (String key :
                    List.of("runs", "seed", "starts", "evaluations", "resamples", "freeParameters", "figures")) {
                if (fit.get(key) != null) {
                    more.put(key, String.valueOf(fit.get(key)));
                }
            }
        }
        PageParts.again(html, made(fit), more);
    }

    private static @Nullable Facts made(@Nullable Map<String, @Nullable Object> fit) {
        return fit != null
                        && fit.get(Made.KEY) instanceof Map<?, ?> made
                        && made.get("command") instanceof String
                        && made.get("version") instanceof String
                ? new Facts(fit).at(Made.KEY)
                : null;
    }

    private static void parameters(Html html, Profile profile) {
        List<List<String>> rows = new ArrayList<>();
        profile.settings()
                .forEach((parameter, setting) -> rows.add(List.of(
                        parameter.key(),
                        parameter.meaning(),
                        setting.from(),
                        form(parameter, setting.value()),
                        range(parameter, setting.interval()),
                        range(parameter, setting.bounds()))));
        List<String> heads = List.of("parameter", "meaning", "origin", "value", "90 % interval", "bounds of the fit");
        PageParts.table(html, "Parameters", 3, heads, rows);
    }

    private static String range(Parameter parameter, Setting.@Nullable Range range) {
        return range == null ? "–" : form(parameter, range.low()) + " to " + form(parameter, range.high());
    }

    private static String form(Parameter parameter, long value) {
        return switch (parameter.kind()) {
            case SPAN -> value == 0 ? "0 s" : value < 1000 ? value + " ns" : PageParts.span((double) value);
            case BYTES -> PageParts.bytes((double) value);
            case PAGES -> value + (value == 1 ? " page" : " pages");
            case SHARE -> PageParts.digits(value / 1e4) + " %";
            case COUNT -> PageParts.digits(value / 1e3);
        };
    }

    private static void errors(Html html, Map<String, @Nullable Object> fit) {
        List<Metric> metrics = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (fit.get("inSample") instanceof Map<?, ?> map && map.containsKey(metric.key())) {
                metrics.add(metric);
            }
        }
        List<List<String>> rows = new ArrayList<>();
        ERRORS.forEach((key, name) -> {
            if (fit.get(key) instanceof Map<?, ?> map) {
                List<String> row = new ArrayList<>(List.of(name));
                metrics.forEach(metric -> row.add(
                        map.get(metric.key()) instanceof Number error
                                ? PageParts.digits(error.doubleValue()) + " %"
                                : "–"));
                rows.add(row);
            }
        });
        if (!rows.isEmpty()) {
            List<String> heads = new ArrayList<>(List.of("validation"));
            metrics.forEach(metric -> heads.add(SweepFigure.words(metric)));
            PageParts.table(html, "Mean absolute errors", 1, heads, rows);
        }
    }

    private static void leftOut(Html html, LeftOut leftOut) {
        html.element("h3", "Predicted with the flavour left out of the fit").open("div", "class", "charts");
        List<Metric> metrics = leftOut.metrics();
        for (Metric metric : metrics) {
            List<LeftOut.Figure> figures = leftOut.of(metric);
            double most = figures.stream()
                    .mapToDouble(LeftOut.Figure::predicted)
                    .max()
                    .orElse(0);
            Scale scale = Scale.of(metric, most);
            List<IntervalPlot.Row> rows = figures.stream()
                    .map(figure -> new IntervalPlot.Row(
                            figure.run(),
                            scale.shown((double) figure.low()),
                            scale.shown((double) figure.predicted()),
                            scale.shown((double) figure.high()),
                            OptionalDouble.of(scale.shown((double) figure.measured()))))
                    .toList();
            String name = SweepFigure.words(metric);
            new IntervalPlot(name, scale.label(name), rows)
                    .write(
                            html,
                            name + " of " + rows.size() + " runs, " + leftOut.hits(metric) + " of them in their "
                                    + "90 % interval; the table has the figures");
        }
        html.close();
        metrics.forEach(metric -> PageParts.table(
                html,
                SweepFigure.words(metric) + ": " + leftOut.hits(metric) + " of "
                        + leftOut.of(metric).size() + " hit",
                1,
                List.of("run", "measured", "predicted", "90 % interval", ""),
                leftOut.of(metric).stream().map(ProfilePage::row).toList()));
    }

    private static List<String> row(LeftOut.Figure figure) {
        Metric metric = figure.metric();
        return List.of(
                figure.run(),
                PageParts.figure(metric, (double) figure.measured()),
                PageParts.figure(metric, (double) figure.predicted()),
                PageParts.figure(metric, (double) figure.low()) + " to "
                        + PageParts.figure(metric, (double) figure.high()),
                figure.hit() ? "hit" : "missed");
    }
}
