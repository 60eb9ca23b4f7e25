package faultline.model;

/** What becomes of the disk. */
public enum Storage {
    /** Both hosts mount it: nothing of it is sent. */
    SHARED("shared"),
    /** Block migration: the disk is sent as well. */
    BLOCK("block");

    private final String word;

    Storage(String word) {
        this.word = word;
    }

    /** Returns the word that files use. */
    public String word() {
        return word;
    }
}
