package faultline.json;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a user may have meant. */
final class Nearest {
    private static final int WORD_MAX = 40;

    private Nearest() {}

    /** Returns the nearest word, letter case aside, unless none is near. */
    static Optional<String> of(String word, Collection<String> words) {
        if (word.length() > WORD_MAX) {
            return Optional.empty();
        }
        String wanted = word.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = 1 + Math.max(1, word.length() / 3);
        for (String candidate : words) {
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns the Levenshtein distance: insertions, deletions and substitutions of a letter. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
