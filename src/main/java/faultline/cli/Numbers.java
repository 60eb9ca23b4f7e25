package faultline.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of options that are whole numbers. */
final class Numbers {
    private Numbers() {}

    /**
     * Returns an option's value.
     *
     * @throws ParameterException if it is not from {@code least} to {@code most}
     */
    static int check(CommandSpec spec, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be " + least + " to " + most + ", was " + value);
        }
        return value;
    }
}
