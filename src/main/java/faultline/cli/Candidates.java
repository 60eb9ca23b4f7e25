package faultline.cli;

import faultline.json.Names;
import faultline.model.Storage;
import faultline.model.Strategy;
import faultline.run.Metric;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Words that a shell offers for an option's value. */
final class Candidates {
    private Candidates() {}

    /** Words that are found when a completion script is made. */
    abstract static class Words implements Iterable<String> {
        private final Supplier<List<String>> words;

        Words(Supplier<List<String>> words) {
            this.words = words;
        }

        @Override
        public Iterator<String> iterator() {
            return words.get().iterator();
        }
    }

    /** Names under models/flavours. */
    static final class Flavours extends Words {
        Flavours() {
            super(Names::flavours);
        }
    }

    /** Names under models/links. */
    static final class Links extends Words {
        Links() {
            super(Names::links);
        }
    }

    /** Names under models/profiles. */
    static final class Profiles extends Words {
        Profiles() {
            super(Names::profiles);
        }
    }

    /** Names under models/scenarios. */
    static final class Scenarios extends Words {
        Scenarios() {
            super(Names::scenarios);
        }
    }

    /** Ways to migrate. */
    static final class Strategies extends Words {
        Strategies() {
            super(() -> Arrays.stream(Strategy.values()).map(Strategy::word).toList());
        }
    }

    /** What becomes of the disk. */
    static final class Storages extends Words {
        Storages() {
            super(() -> Arrays.stream(Storage.values()).map(Storage::word).toList());
        }
    }

    /** Forms of loads, to be filled in. */
    static final class Loads extends Words {
        Loads() {
            super(() -> List.of("idle", "stress:75%", "uniform:4GiB:20000/s:1", "zipf:4GiB:20000/s:1:1"));
        }
    }

    /** Figures of a migration. */
    static final class Metrics extends Words {
        Metrics() {
            super(() -> Arrays.stream(Metric.values()).map(Metric::key).toList());
        }
    }
}
