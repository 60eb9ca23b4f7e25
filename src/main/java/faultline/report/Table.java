package faultline.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text, the first ones set left and the others right, as narrow as their contents. */
public final class Table {
    private static final String GAP = "  ";
    private static final String[] RULE = {};
    private static final String[] SPACE = {""};

    private final int left;
    private final List<String[]> rows = new ArrayList<>();

    /** Makes an empty table whose first {@code left} columns are set left. */
    public Table(int left) {
        this.left = left;
    }

    /** Adds a row; missing cells at its end are empty. */
    public Table row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** Adds a line of dashes. */
    public Table rule() {
        rows.add(RULE);
        return this;
    }

    /** Adds an empty line. */
    public Table space() {
        rows.add(SPACE);
        return this;
    }

    /** Returns the lines, each with a line feed and without blanks at its end. */
    @Override
    public String toString() {
        int[] widths = widths();
        int total = Arrays.stream(widths).sum() + GAP.length() * Math.max(0, widths.length - 1);
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            text.append(row == RULE ? "-".repeat(total) : line(row, widths)).append('\n');
        }
        return text.toString();
    }

    private int[] widths() {
        int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return widths;
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String blanks = " ".repeat(widths[i] - row[i].length());
            line.append(i == 0 ? "" : GAP).append(i < left ? row[i] + blanks : blanks + row[i]);
        }
        return line.toString().stripTrailing();
    }
}
