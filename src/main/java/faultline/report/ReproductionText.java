package faultline.report;

import faultline.model.Run;
import faultline.run.Baseline;
import faultline.run.Comparison.Row;
import faultline.run.Metric;
import faultline.run.Reproduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The study's tables as measured and as simulated, with the errors of baselines beside, for people. */
public final class ReproductionText {
    private static final List<String> NUMERALS = List.of("II", "III", "IV");

    /** Keys of a profile's fit report, and what they mean. */
    private static final List<List<String>> VALIDATIONS = List.of(
            List.of("inSample", "fitted to all runs"),
            List.of("leaveOneCellOut", "each run left out of the fit"),
            List.of("leaveOneFlavourOut", "each flavour left out"),
            List.of("leaveOneLinkOut", "each link left out"));

    private ReproductionText() {}

    /** Returns the three tables and the summary. */
    public static String of(Reproduction reproduction) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < NUMERALS.size(); i++) {
            Metric metric = Reproduction.TABLES.get(i);
            text.append("Table ").append(NUMERALS.get(i)).append(": ").append(name(metric));
            text.append(" in ").append(Numbers.unit(metric)).append('\n');
            text.append(table(reproduction, metric)).append('\n');
        }
        return text + summary(reproduction);
    }

    private static Table table(Reproduction reproduction, Metric metric) {
        List<Baseline> baselines = reproduction.baselines(metric);
        Table table = new Table(1);
        table.row(cells(List.of("", "measured", "simulated", "error"), baselines, Baseline::name));
        table.rule();
        String before = "";
        for (Row row : reproduction.comparison().rows()) {
            Run run = row.run();
            String group = capital(Reproduction.link(run)) + " " + Reproduction.load(run);
            boolean first = !group.equals(before);
            before = group;
            table.row(cells(
                    List.of(
                            String.format("%-16s %2s", first ? group : "", Reproduction.flavour(run)),
                            measured(metric, run),
                            Numbers.figure(metric, row.predicted(metric)),
                            Numbers.error(row.errorPercent(metric).orElse(Double.NaN))),
                    baselines,
                    baseline -> Numbers.error(baseline.errorPercent(metric, run))));
        }
        table.rule();
        table.row(cells(
                List.of("mean absolute error", "", "", simulatedMape(reproduction, metric)),
                baselines,
                baseline ->
                        Numbers.percent(reproduction.errors(metric, baseline).mape())));
        table.row(cells(
                List.of("fitted parameters", "", "", reproduction.freeParameters() + "  "),
                baselines,
                baseline -> baseline.parameters() + "  "));
        return table;
    }

    private static String summary(Reproduction reproduction) {
        Table table = new Table(1);
        table.row("mean absolute percentage error", "total time", "downtime", "transferred", "parameters");
        table.rule();
        List<String> simulated = new ArrayList<>(List.of("simulated here"));
        List<String> lines = new ArrayList<>(List.of("straight lines a + b·RAM"));
        int lineParameters = 0;
        for (Metric metric : Reproduction.TABLES) {
            List<Baseline> baselines = reproduction.baselines(metric);
            Baseline line = baselines.get(baselines.size() - 1);
            simulated.add(simulatedMape(reproduction, metric));
            lines.add(Numbers.percent(reproduction.errors(metric, line).mape()));
            lineParameters += line.parameters();
        }
        simulated.add(String.valueOf(reproduction.freeParameters()));
        lines.add(String.valueOf(lineParameters));
        table.row(simulated.toArray(new String[0]));
        Map<String, @Nullable Object> fit = reproduction.profile().fit();
        for (List<String> validation : VALIDATIONS) {
            if (fit != null && fit.get(validation.get(0)) instanceof Map<?, ?> errors) {
                table.row(
                        "  profile's fit: " + validation.get(1), error(errors, 0), error(errors, 1), error(errors, 2));
            }
        }
        table.row(lines.toArray(new String[0]));
        return table + "The simulation's " + reproduction.freeParameters()
                + " fitted parameters serve all three tables; a baseline has its own for each.\n"
                + "a + b·RAM is the line of least mean absolute percentage error for each link and load.\n"
                + "Simulated figures are of profile " + reproduction.profile().name() + ".\n";
    }

    private static String error(Map<?, ?> errors, int table) {
        Object percent = errors.get(Reproduction.TABLES.get(table).key());
        return percent instanceof Number number ? Numbers.percent(number.doubleValue()) : "–";
    }

    private static String simulatedMape(Reproduction reproduction, Metric metric) {
        return Numbers.percent(reproduction.simulated(metric).mape());
    }

    private static String measured(Metric metric, Run run) {
        Long figure = metric.measured(run.measured());
        if (figure == null) {
            return "–";
        }
        double shown = Numbers.shown(metric, figure);
        return Numbers.fixed(shown, metric.kind() == Metric.Kind.SPAN ? 1 : 0);
    }

    private static String[] cells(List<String> own, List<Baseline> baselines, Function<Baseline, String> cell) {
        List<String> cells = new ArrayList<>(own);
        baselines.forEach(baseline -> cells.add(cell.apply(baseline)));
        return cells.toArray(new String[0]);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String name(Metric metric) {
        return switch (metric) {
            case TOTAL_TIME -> "total time";
            case DOWNTIME -> "downtime";
            case TRANSFERRED -> "data transferred";
            default -> metric.key();
        };
    }
}
