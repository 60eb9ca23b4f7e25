package faultline.cli;

import java.util.List;

/** The command line that runs this program again. */
final class Self {
    private Self() {}

    static List<String> command() {
        String java = ProcessHandle.current().info().command().orElse("java");
        return List.of(
                java,
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "faultline.cli.Main");
    }
}
