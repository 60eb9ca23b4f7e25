package faultline.model;

/** What carries the migration. */
public enum Transport {
    /** Sockets, with a window and a buffer. */
    TCP("tcp"),
    /** Remote direct memory access: no window and no buffer, but memory must be pinned. */
    RDMA("rdma");

    private final String word;

    Transport(String word) {
        this.word = word;
    }

    /** Returns the word that files use. */
    public String word() {
        return word;
    }
}
