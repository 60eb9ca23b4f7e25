package faultline.cli;

import picocli.CommandLine.Option;

/** The option {@code --profile}. */
final class ProfileOption {
    /** The profile of the machines that the study measured. */
    static final String DEFAULT = "ulstercloud";

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            completionCandidates = Candidates.Profiles.class,
            description = "Profile of hosts, hypervisor and orchestrator: a name under models/profiles, or a file.")
    private @org.jspecify.annotations.Nullable String profile;

    ProfileOption() {}

    /** Returns what was given, or else {@code fallback}, or else the default. */
    String or(@org.jspecify.annotations.Nullable String fallback) {
        if (profile != null) {
            return profile;
        }
        return fallback == null ? DEFAULT : fallback;
    }
}
