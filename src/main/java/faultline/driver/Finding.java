package faultline.driver;

/**
 * One line of a preflight.
 *
 * @param grade how it stands
 * @param what what was looked at, with what was seen
 * @param remedy what to do about it; empty where it is well
 */
public record Finding(Grade grade, String what, String remedy) {
    /** How a thing stands. */
    public enum Grade {
        OK("ok"),
        WARNING("warning"),
        FAILS("fails");

        private final String word;

        Grade(String word) {
            this.word = word;
        }

        /** Returns the word that is printed. */
        public String word() {
            return word;
        }
    }

    static Finding ok(String what) {
        return new Finding(Grade.OK, what, "");
    }

    static Finding warning(String what, String remedy) {
        return new Finding(Grade.WARNING, what, remedy);
    }

    static Finding fails(String what, String remedy) {
        return new Finding(Grade.FAILS, what, remedy);
    }

    @Override
    public String toString() {
        return String.format("%-8s %s", grade.word, what) + (remedy.isEmpty() ? "" : "\n         remedy: " + remedy);
    }
}
