package faultline.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A campaign: which real migrations to make.
 *
 * @param cells in the order of the file
 */
public record Plan(List<Cell> cells) {
    public Plan {
        cells = List.copyOf(cells);
    }

    /**
     * Migrations that differ in nothing but chance.
     *
     * @param scenario what is asked for; its link is what the wire is set to, and its id names the cell
     */
    public record Cell(Scenario scenario, int repeats) {}

    /**
     * One migration to make.
     *
     * @param id the cell's, with the number of the repeat
     */
    public record Slot(String id, Scenario scenario) {}

    /** Returns the migrations in the order in which to make them: each cell once, then the repeats. */
    public List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        int most = cells.stream().mapToInt(Cell::repeats).max().orElse(0);
        for (int repeat = 1; repeat <= most; repeat++) {
            for (Cell cell : cells) {
                if (repeat <= cell.repeats()) {
                    slots.add(new Slot(cell.scenario().id() + "-r" + repeat, cell.scenario()));
                }
            }
        }
        return slots;
    }
}
