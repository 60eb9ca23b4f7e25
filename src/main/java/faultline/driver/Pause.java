package faultline.driver;

/** A sleep that an interrupt ends. */
public final class Pause {
    private Pause() {}

    /**
     * Sleeps.
     *
     * @throws DriverException if the thread is interrupted
     */
    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("interrupted", e);
        }
    }
}
