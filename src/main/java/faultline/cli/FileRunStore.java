package faultline.cli;

import faultline.driver.campaign.RunStore;
import faultline.json.Runs;
import faultline.model.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A runs file that is written anew, whole or not at all, after each run. */
final class FileRunStore implements RunStore {
    private final Path file;
    private final List<Run> runs;
    private final boolean retryFailed;

    private FileRunStore(Path file, List<Run> runs, boolean retryFailed) {
        this.file = file;
        this.runs = runs;
        this.retryFailed = retryFailed;
    }

    /**
     * Opens a store.
     *
     * @param resume keep the runs that the file has; without it an existing file is refused
     */
    static FileRunStore open(Path file, boolean resume, boolean retryFailed) {
        boolean exists = Files.exists(file);
        if (exists && !resume) {
            throw new UserException(file + " is there already: --resume goes on with it, or name another --out");
        }
        return new FileRunStore(file, new ArrayList<>(exists ? Runs.read(file.toString()) : List.of()), retryFailed);
    }

    @Override
    public Set<String> finished() {
        return runs.stream()
                .filter(run -> run.failed() == null || !retryFailed)
                .map(Run::id)
                .collect(Collectors.toSet());
    }

    @Override
    public void keep(Run run) {
        runs.removeIf(old -> old.id().equals(run.id()));
        runs.add(run);
        try {
            Runs.write(file, runs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
