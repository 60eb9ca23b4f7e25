package faultline.cli;

import faultline.fit.Prediction;
import faultline.fit.Prediction.Estimate;
import faultline.run.Metric;
import faultline.unit.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Ways to migrate, the best first: by the limits that their 90 % intervals keep, then by those that their medians keep,
 * then by the time in which a vCPU does not run.
 *
 * @param options at least one
 */
record Advice(List<Choice> options) {
    /** One way to migrate and what it is predicted to come to. */
    record Choice(String name, Prediction prediction, Map<Metric, Span> limits) {
        /** Returns whether the upper end of each interval keeps its limit, or with {@code median} each median. */
        long kept(boolean median) {
            return limits.entrySet().stream()
                    .filter(limit ->
                            figure(limit.getKey(), median) <= limit.getValue().ns())
                    .count();
        }

        private double figure(Metric metric, boolean median) {
            Estimate estimate = prediction.of(metric);
            return median ? estimate.middle() : estimate.high();
        }

        /** Returns the time in which a vCPU does not run: downtime and, on average, stall. */
        double standingNs() {
            int vcpus = prediction.scenario().vm().vcpus();
            return prediction.of(Metric.GUEST_DOWNTIME).middle()
                    + prediction.of(Metric.VCPU_BLOCKTIME).middle() / vcpus;
        }

        boolean converges() {
            return prediction.converged() == prediction.replications();
        }

        /** Returns why it keeps or breaks the limits, a line for each. */
        List<String> reasons() {
            List<String> reasons = new ArrayList<>();
            limits.forEach((metric, limit) -> {
                Estimate estimate = prediction.of(metric);
                String verdict = estimate.high() <= limit.ns()
                        ? "keeps"
                        : estimate.middle() <= limit.ns() ? "may break" : "breaks";
                reasons.add(verdict + " " + limit + ": " + PredictionText.SHOWN.get(metric) + " "
                        + PredictionText.span(estimate.middle()) + ", up to " + PredictionText.span(estimate.high()));
            });
            return reasons;
        }

        /** Returns whether it breaks no limit, even at the upper end. */
        boolean keepsAll() {
            return kept(false) == limits.size();
        }
    }

    /** Ranks predictions by limits on metrics. */
    static Advice of(Map<String, Prediction> predictions, Map<Metric, Span> limits) {
        List<Choice> choices = new ArrayList<>();
        predictions.forEach((name, prediction) -> choices.add(new Choice(name, prediction, new EnumMap<>(limits))));
        choices.sort(Comparator.comparingLong((Choice choice) -> -choice.kept(false))
                .thenComparingLong(choice -> -choice.kept(true))
                .thenComparingDouble(Choice::standingNs));
        return new Advice(List.copyOf(choices));
    }

    Choice best() {
        return options.get(0);
    }
}
