package faultline.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Lines on stderr that say what goes on, where someone watches. */
final class Progress {
    private Progress() {}

    /** Prints a line if the program runs on a terminal. */
    @SuppressWarnings("SystemConsoleNull") // The launcher's -Djdk.console=java.base keeps JDK 22 and later to it.
    static void say(CommandSpec spec, String line) {
        if (System.console() != null) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("faultline: " + line);
            err.flush();
        }
    }
}
