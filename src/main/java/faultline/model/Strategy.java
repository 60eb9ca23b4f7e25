package faultline.model;

/** How memory and execution change places, as QEMU and libvirt mean the words. */
public enum Strategy {
    /** All memory moves before the switchover. */
    PRE_COPY("pre-copy"),
    /** The guest moves first, its memory after it. */
    POST_COPY("post-copy"),
    /** Pre-copy that turns into post-copy. */
    HYBRID("hybrid");

    private final String word;

    Strategy(String word) {
        this.word = word;
    }

    /** Returns the word that files use. */
    public String word() {
        return word;
    }
}
