package faultline.driver;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A running migration, whoever drives it. */
interface Job {
    /** Begins; the future holds why it failed, or null when it succeeded. */
    CompletableFuture<@Nullable String> start();

    /** Asks for post-copy; false where it is too early, and to be asked again. */
    boolean startPostCopy();

    /** Gives it up; the guest stays at the source. */
    void abort();

    /** Statistics so far, by libvirt's names; empty where there are none yet. */
    Map<String, ?> statistics();

    /** Statistics of the whole, by libvirt's names, given what came with libvirt's own event. */
    Map<String, ?> finalStatistics(Map<String, Object> completed);

    /** Tidies up once the figures have been taken. */
    void finish(boolean succeeded);
}
