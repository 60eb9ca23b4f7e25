package faultline.stats;

/** Bytes that the source sent, by phase of the migration and by kind. */
public final class Traffic {
    /** When bytes are sent. */
    public enum Stage {
        PRE_COPY("preCopy"),
        STOP("stop"),
        POST_COPY("postCopy");

        private final String key;

        Stage(String key) {
            this.key = key;
        }

        /** Returns the name that files use. */
        public String key() {
            return key;
        }
    }

    /** What the bytes are. */
    public enum Kind {
        /** Contents of normal pages, sent for the first time. */
        PAGES("pages"),
        /** Records of zero pages. */
        ZERO_PAGES("zeroPages"),
        /** Page headers and ends of passes. */
        HEADERS("headers"),
        /** State of devices and vCPUs. */
        DEVICE_STATE("deviceState"),
        /** Discard commands. */
        DISCARD("discard"),
        /** Blocks of the disk. */
        DISK("disk"),
        /** Pages sent before, with their headers. */
        RESENT("resent");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** Returns the name that files use. */
        public String key() {
            return key;
        }
    }

    private static final int KINDS = Kind.values().length;

    private final long[] bytes = new long[Stage.values().length * KINDS];

    /** Adds {@code count} bytes. */
    public void add(Stage stage, Kind kind, long count) {
        bytes[index(stage, kind)] += count;
    }

    /** Returns the bytes of one kind in one stage. */
    public long bytes(Stage stage, Kind kind) {
        return bytes[index(stage, kind)];
    }

    /** Returns the bytes of all kinds in one stage. */
    public long stageBytes(Stage stage) {
        long sum = 0;
        for (Kind kind : Kind.values()) {
            sum += bytes(stage, kind);
        }
        return sum;
    }

    /** Returns all bytes. */
    public long total() {
        long sum = 0;
        for (long b : bytes) {
            sum += b;
        }
        return sum;
    }

    @SuppressWarnings("EnumOrdinal") // An index into an array that lives no longer than the enums.
    private static int index(Stage stage, Kind kind) {
        return stage.ordinal() * KINDS + kind.ordinal();
    }
}
