package faultline.model;

/** In which order a pass of pre-copy sends pages. */
public enum Reorder {
    /** As they lie in memory. */
    NONE("none"),
    /** Those that were written longest ago first (Shribman and Hudzia, 2012). */
    LRU("lru");

    private final String word;

    Reorder(String word) {
        this.word = word;
    }

    /** Returns the word that files use. */
    public String word() {
        return word;
    }
}
