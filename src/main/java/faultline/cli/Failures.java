package faultline.cli;

import faultline.model.InputException;
import faultline.model.Problem;
import faultline.unit.Horizon;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, a line for each thing, and picks the exit code; no stack trace unless it is asked for. */
final class Failures {
    private static final int PROBLEMS_SHOWN_MAX = 200;

    private Failures() {}

    /** Reports a wrong command line. */
    static int onUsage(ParameterException error, String[] args) {
        CommandLine line = error.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("faultline: " + oneLine(String.valueOf(error.getMessage())));
        UnmatchedArgumentException.printSuggestions(error, err);
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    /** Reports whatever a command threw and returns the exit code. */
    static int report(Exception error, PrintWriter err, boolean debug) {
        int code = describe(error, err);
        if (debug) {
            error.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    private static int describe(Exception error, PrintWriter err) {
        if (error instanceof InputException input) {
            problems(input, err);
            return ExitCode.USAGE;
        }
        if (error instanceof Horizon.ReachedException) {
            err.println("faultline: " + error.getMessage());
            return ExitCode.USAGE;
        }
        if (error instanceof UserException || isDriver(error)) {
            err.println("faultline: " + oneLine(String.valueOf(error.getMessage())));
        } else if (error instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            err.println("faultline: " + io(wrapped.getCause()));
        } else if (error instanceof IOException io) {
            err.println("faultline: " + io(io));
        } else {
            err.println("faultline: internal error, " + oneLine(error.toString()) + " (--debug shows where)");
        }
        return ExitCode.SOFTWARE;
    }

    /** Prints a line for each problem: {@code faultline: FILE: path: message}. */
    static void problems(InputException error, PrintWriter err) {
        List<Problem> problems = error.problems();
        for (Problem problem : problems.subList(0, Math.min(problems.size(), PROBLEMS_SHOWN_MAX))) {
            err.println("faultline: " + oneLine(error.file() + ": " + problem));
        }
        if (problems.size() > PROBLEMS_SHOWN_MAX) {
            err.println("faultline: " + oneLine(error.file()) + ": and " + (problems.size() - PROBLEMS_SHOWN_MAX)
                    + " more problems");
        }
        err.flush();
    }

    private static String io(IOException error) {
        if (error instanceof NoSuchFileException file) {
            return oneLine(file.getFile() + ": there is no such file or folder");
        }
        if (error instanceof AccessDeniedException file) {
            return oneLine(file.getFile() + ": permission denied");
        }
        if (error instanceof FileSystemException file && file.getReason() != null) {
            return oneLine(file.getFile() + ": " + file.getReason());
        }
        return oneLine(String.valueOf(error.getMessage()));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ").replaceAll("\\p{Cntrl}", "?");
    }

    /** By name, so that no command but the driver's own loads the driver. */
    private static boolean isDriver(Exception error) {
        return error.getClass().getName().equals("faultline.driver.DriverException");
    }
}
