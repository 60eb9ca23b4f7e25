package faultline.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which real runs a profile is fitted to and which it is judged by: the SHA-256 of the cell's id, without the number
 * of the repeat, sends cells whose hash begins with an even byte to train and the others to test. Repeats of a cell thus stay together, and nobody chooses.
 */
public final class Split {
    private static final Pattern REPEAT = Pattern.compile("-r[0-9]+$");

    private Split() {}

    /** Returns the id of the cell that a run repeats. */
    public static String cell(String id) {
        return REPEAT.matcher(id).replaceFirst("");
    }

    /** Returns what belongs to each cell, cells and members in the order in which they come. */
    public static <T> Map<String, List<T>> byCell(Collection<T> all, Function<T, String> id) {
        return all.stream()
                .collect(Collectors.groupingBy(one -> cell(id.apply(one)), LinkedHashMap::new, Collectors.toList()));
    }

    /** Returns whether the run is one to fit to. */
    public static boolean isTrain(String id) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            return hash.digest(cell(id).getBytes(StandardCharsets.UTF_8))[0] % 2 == 0;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
