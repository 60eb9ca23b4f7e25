package faultline.cli;

import faultline.stats.Made;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The command that runs, as results tell it. */
final class MadeBy {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./~^-]+");

    private MadeBy() {}

    static Made of(CommandSpec spec) {
        List<String> args = spec.root().commandLine().getParseResult().originalArgs();
        String command = Stream.concat(Stream.of("faultline"), args.stream())
                .map(MadeBy::quoted)
                .collect(Collectors.joining(" "));
        return new Made(command, String.join(" ", new Version().getVersion()).replaceFirst("^faultline ", ""));
    }

    /** Returns a word as a POSIX shell takes it. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
