package faultline.model;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with one input file, found at once; the message has the first few problems, a line each. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int IN_MESSAGE_MAX = 20;

    private final String file;

    @SuppressWarnings("serial") // Never serialized: it ends at the command line.
    private final List<Problem> problems;

    /**
     * @param file the file or name that was read, as the user wrote it
     * @param problems at least one, in the order of the file
     */
    public InputException(String file, List<Problem> problems) {
        super(message(file, problems));
        assert !problems.isEmpty();
        this.file = file;
        this.problems = List.copyOf(problems);
    }

    /** Makes an exception of one problem with the file as a whole. */
    public static InputException of(String file, String message) {
        return new InputException(file, List.of(new Problem("", message)));
    }

    /** Returns the file or name that was read. */
    public String file() {
        return file;
    }

    /** Returns the problems in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(String file, List<Problem> problems) {
        String first = problems.stream()
                .limit(IN_MESSAGE_MAX)
                .map(problem -> file + ": " + problem)
                .collect(Collectors.joining("\n"));
        return problems.size() <= IN_MESSAGE_MAX ? first : first + "\n" + file + ": and more";
    }
}
