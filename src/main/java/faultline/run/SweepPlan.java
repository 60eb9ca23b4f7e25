package faultline.run;

import faultline.model.InputException;
import faultline.model.Problem;
import faultline.model.Profile;
import faultline.model.Scenario;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that a sweep is to simulate: a scenario for each point, each with the same seeds.
 *
 * <p>Job {@code p × replications + r} is point p with the seed {@code seed} + r, so that all points share their random
 * numbers.
 *
 * @param points in the order of the axes, the last one changing fastest
 * @param seed of the first replication
 */
public record SweepPlan(List<Axis> axes, List<Point> points, Profile profile, long seed, int replications) {
    /** Most simulations of one sweep. */
    public static final int JOBS_MAX = 1_000_000;

    /** One combination of the axes' values. */
    public record Point(List<AxisValue> values, Scenario scenario) {}

    /** Makes the scenario in which the values of some paths are set. */
    public interface Template {
        /**
         * Returns the scenario with each path set to its text.
         *
         * @throws InputException with everything that is wrong with it
         */
        Scenario with(Map<String, String> values);
    }

    /** Returns the plan with copies of the lists. */
    public SweepPlan {
        axes = List.copyOf(axes);
        points = List.copyOf(points);
    }

    /**
     * Makes a scenario for each point.
     *
     * @param file what the scenario was read from, for messages
     * @throws InputException with everything that is wrong at any point, each thing once
     */
    public static SweepPlan of(
            String file, Template template, List<Axis> axes, Profile profile, long seed, int replications) {
        checkSize(axes, replications);
        List<Point> points = new ArrayList<>();
        Map<Problem, List<String>> problems = new LinkedHashMap<>();
        for (List<AxisValue> values : Axis.product(axes)) {
            try {
                points.add(new Point(values, template.with(settings(axes, values))));
            } catch (InputException e) {
                e.problems()
                        .forEach(problem -> problems.computeIfAbsent(problem, p -> new ArrayList<>())
                                .add(shown(axes, values)));
            }
        }
        if (!problems.isEmpty()) {
            throw new InputException(
                    file,
                    problems.entrySet().stream()
                            .map(entry -> located(entry.getKey(), entry.getValue()))
                            .toList());
        }
        return new SweepPlan(axes, points, profile, seed, replications);
    }

    private static void checkSize(List<Axis> axes, int replications) {
        long jobs = replications;
        for (Axis axis : axes) {
            jobs *= axis.values().size();
            if (jobs > JOBS_MAX) {
                throw new IllegalArgumentException("the sweep has more than " + JOBS_MAX + " simulations");
            }
        }
    }

    private static Map<String, String> settings(List<Axis> axes, List<AxisValue> values) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < axes.size(); i++) {
            settings.put(axes.get(i).path(), values.get(i).text());
        }
        return settings;
    }

    private static String shown(List<Axis> axes, List<AxisValue> values) {
        return settings(axes, values).entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Problem located(Problem problem, List<String> points) {
        String more = points.size() == 1 ? "" : " and " + (points.size() - 1) + " more points";
        return new Problem(problem.path(), problem.message() + " (at " + points.get(0) + more + ")");
    }

    /** Returns how many simulations it takes. */
    public int jobs() {
        return points.size() * replications;
    }

    /** Returns the point that a job simulates. */
    public Point point(int job) {
        return points.get(job / replications);
    }

    /** Returns the seed that a job simulates with. */
    public long seed(int job) {
        return seed + job % replications;
    }

    /**
     * Returns a digest of all that the rows depend on: scenarios, profile and seeds.
     *
     * @param context what else they depend on: the program's version, the form of the rows
     */
    public String fingerprint(String context) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest(digest, context + " " + seed + " " + replications + " " + axes);
            digest(digest, profile.name() + " " + profile.behaviour() + " " + profile.settings());
            points.forEach(point -> digest(digest, point.toString()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static void digest(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
