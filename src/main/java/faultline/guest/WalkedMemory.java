package faultline.guest;

/**
 * The memory that one vCPU's workers walk, by address: pieces of one size at one distance, then one last piece. Workers
 * that are given their memory at the same time get it in turns.
 *
 * @param first first page of the first piece
 * @param pieces how many pieces there are before the last
 * @param piece pages of each of them
 * @param distance pages from the start of one to the start of the next
 * @param last first page of the last piece
 * @param lastLength pages of the last piece
 */
record WalkedMemory(long first, long pieces, long piece, long distance, long last, long lastLength) {
    /** Memory in one piece. */
    static WalkedMemory inOnePiece(long first, long length) {
        return new WalkedMemory(first, 0, 1, 1, first, length);
    }

    /**
     * Returns what {@code mine} workers from number {@code before} on get of a load's pages, where all get {@code block}
     * pages in turns as long as these suffice for all, and then their share of the rest.
     *
     * @param loadFirst the load's first page
     * @param loadPages how many it has
     * @param workers all workers
     * @param block pages of a turn; 0 for no turns
     */
    static WalkedMemory share(long loadFirst, long loadPages, long before, long mine, long workers, long block) {
        if (block == 0 || mine == workers) {
            return shareAtOnce(loadFirst, loadPages, before, mine, workers);
        }
        long rounds = loadPages / block / workers;
        long dealt = rounds * workers * block;
        WalkedMemory rest = shareAtOnce(loadFirst + dealt, loadPages - dealt, before, mine, workers);
        return new WalkedMemory(
                loadFirst + before * block, rounds, mine * block, workers * block, rest.last, rest.lastLength);
    }

    private static WalkedMemory shareAtOnce(long first, long pages, long before, long mine, long workers) {
        long from = pages * before / workers;
        return inOnePiece(first + from, pages * (before + mine) / workers - from);
    }

    /** Returns how many pages there are. */
    long length() {
        return pieces * piece + lastLength;
    }

    /** Returns the page that is number {@code index} of the walk, from 0. */
    long page(long index) {
        long before = pieces * piece;
        return index < before ? first + index / piece * distance + index % piece : last + index - before;
    }

    /** Returns the number behind the last of the piece in which number {@code index} is. */
    long pieceEnd(long index) {
        return index < pieces * piece ? (index / piece + 1) * piece : length();
    }
}
