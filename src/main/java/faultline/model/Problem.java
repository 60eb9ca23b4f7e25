package faultline.model;

/**
 * One thing that is wrong with an input.
 *
 * @param path where, as a JSON path: {@code link.rtt}
 * @param message what, with the value, its unit and what would do
 */
public record Problem(String path, String message) {
    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
