package faultline.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Lines on stderr that say what goes on, where someone watches. */
final class Progress {
    private Progress() {}

    /** Returns whether the program runs on a terminal. */
    @SuppressWarnings("SystemConsoleNull") // The launcher's -Djdk.console=java.base keeps JDK 22 and later to it.
    static boolean watched() {
        return System.console() != null;
    }

    /** Prints a line if the program runs on a terminal. */
    static void say(CommandSpec spec, String line) {
        if (watched()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("faultline: " + line);
            err.flush();
        }
    }
}
