package faultline.guest;

import java.util.Arrays;

/**
 * Set of pages: one bit a page, indexed by long, with a count for each block of 4096 pages.
 *
 * <p>Searches go a word at a time; counting and selecting go a block at a time.
 */
public final class PageMap {
    private static final int BLOCK_SHIFT = 12;
    private static final int BLOCK_WORDS = 1 << (BLOCK_SHIFT - 6);

    private final long size;
    private final long[] words;
    private final int[] blockCount;
    private long count;

    /** Makes an empty set of pages 0 to {@code size} − 1. */
    public PageMap(long size) {
        this.size = size;
        words = new long[Math.toIntExact((size + 63) >>> 6)];
        blockCount = new int[Math.toIntExact((size + (1 << BLOCK_SHIFT) - 1) >>> BLOCK_SHIFT)];
    }

    /** Returns how many pages there are, in the set or not. */
    public long size() {
        return size;
    }

    /** Returns how many pages are in the set. */
    public long count() {
        return count;
    }

    /** Returns whether {@code page} is in the set. */
    public boolean get(long page) {
        return (words[(int) (page >>> 6)] & (1L << page)) != 0;
    }

    /** Adds {@code page}. */
    public void set(long page) {
        int word = (int) (page >>> 6);
        long bit = 1L << page;
        if ((words[word] & bit) == 0) {
            words[word] |= bit;
            blockCount[word / BLOCK_WORDS]++;
            count++;
        }
    }

    /** Removes {@code page}. */
    public void clear(long page) {
        int word = (int) (page >>> 6);
        long bit = 1L << page;
        if ((words[word] & bit) != 0) {
            words[word] &= ~bit;
            blockCount[word / BLOCK_WORDS]--;
            count--;
        }
    }

    /** Adds pages {@code from} to {@code to} − 1. */
    public void setRange(long from, long to) {
        if (from >= to) {
            return;
        }
        int first = (int) (from >>> 6);
        int last = (int) ((to - 1) >>> 6);
        long firstMask = -1L << from;
        long lastMask = -1L >>> -to;
        if (first == last) {
            add(first, firstMask & lastMask & ~words[first]);
            return;
        }
        add(first, firstMask & ~words[first]);
        for (int word = first + 1; word < last; ) {
            int blockEnd = Math.min(last, (word | (BLOCK_WORDS - 1)) + 1);
            int added = 0;
            int block = word / BLOCK_WORDS;
            for (; word < blockEnd; word++) {
                added += 64 - Long.bitCount(words[word]);
                words[word] = -1L;
            }
            blockCount[block] += added;
            count += added;
        }
        add(last, lastMask & ~words[last]);
    }

    /** Removes pages {@code from} to {@code to} − 1. */
    public void clearRange(long from, long to) {
        if (from >= to) {
            return;
        }
        int first = (int) (from >>> 6);
        int last = (int) ((to - 1) >>> 6);
        long firstMask = -1L << from;
        long lastMask = -1L >>> -to;
        if (first == last) {
            remove(first, firstMask & lastMask & words[first]);
            return;
        }
        remove(first, firstMask & words[first]);
        for (int word = first + 1; word < last; ) {
            int blockEnd = Math.min(last, (word | (BLOCK_WORDS - 1)) + 1);
            int removed = 0;
            int block = word / BLOCK_WORDS;
            for (; word < blockEnd; word++) {
                removed += Long.bitCount(words[word]);
                words[word] = 0;
            }
            blockCount[block] -= removed;
            count -= removed;
        }
        remove(last, lastMask & words[last]);
    }

    /** Empties the set. */
    public void clearAll() {
        Arrays.fill(words, 0);
        Arrays.fill(blockCount, 0);
        count = 0;
    }

    /** Adds every page of {@code other}, a set of the same size. */
    public void setAll(PageMap other) {
        assert other.size == size : "sizes " + size + " and " + other.size;
        for (int word = 0; word < words.length; word++) {
            add(word, other.words[word] & ~words[word]);
        }
    }

    /** Removes every page of {@code other}, a set of the same size. */
    public void removeAll(PageMap other) {
        assert other.size == size : "sizes " + size + " and " + other.size;
        for (int word = 0; word < words.length; word++) {
            remove(word, other.words[word] & words[word]);
        }
    }

    /** Removes every page that is not in {@code other}, a set of the same size. */
    public void retainAll(PageMap other) {
        assert other.size == size : "sizes " + size + " and " + other.size;
        for (int word = 0; word < words.length; word++) {
            remove(word, ~other.words[word] & words[word]);
        }
    }

    /** Returns the first page in the set from {@code from} on and below {@code to}, or {@code to} if there is none. */
    public long nextSet(long from, long to) {
        if (from >= to) {
            return to;
        }
        int word = (int) (from >>> 6);
        int last = (int) ((to - 1) >>> 6);
        long bits = words[word] & (-1L << from);
        while (bits == 0) {
            if (++word > last) {
                return to;
            }
            if ((word & (BLOCK_WORDS - 1)) == 0) {
                word = skipEmptyBlocks(word, last);
                if (word > last) {
                    return to;
                }
            }
            bits = words[word];
        }
        return Math.min(to, ((long) word << 6) + Long.numberOfTrailingZeros(bits));
    }

    /** Returns the first page not in the set from {@code from} on and below {@code to}, or {@code to}. */
    public long nextClear(long from, long to) {
        if (from >= to) {
            return to;
        }
        int word = (int) (from >>> 6);
        int last = (int) ((to - 1) >>> 6);
        long bits = ~words[word] & (-1L << from);
        while (bits == 0) {
            if (++word > last) {
                return to;
            }
            if ((word & (BLOCK_WORDS - 1)) == 0) {
                word = skipFullBlocks(word, last);
                if (word > last) {
                    return to;
                }
            }
            bits = ~words[word];
        }
        return Math.min(to, ((long) word << 6) + Long.numberOfTrailingZeros(bits));
    }

    /** Returns how many pages of {@code from} to {@code to} − 1 are in the set. */
    public long count(long from, long to) {
        if (from >= to) {
            return 0;
        }
        int first = (int) (from >>> 6);
        int last = (int) ((to - 1) >>> 6);
        long sum = 0;
        int word = first;
        while (word <= last) {
            boolean wholeBlock = (word & (BLOCK_WORDS - 1)) == 0 && word > first && word + BLOCK_WORDS <= last;
            if (wholeBlock) {
                sum += blockCount[word / BLOCK_WORDS];
                word += BLOCK_WORDS;
            } else {
                sum += Long.bitCount(words[word] & mask(word, first, last, from, to));
                word++;
            }
        }
        return sum;
    }

    /**
     * Returns the page that is {@code k}-th (from 0) among those of {@code from} to {@code to} − 1 that are not in the
     * set; there must be more than {@code k} of them.
     */
    public long selectClear(long from, long to, long k) {
        int first = (int) (from >>> 6);
        int last = (int) ((to - 1) >>> 6);
        long left = k;
        int word = first;
        while (word <= last) {
            boolean wholeBlock = (word & (BLOCK_WORDS - 1)) == 0 && word > first && word + BLOCK_WORDS <= last;
            if (wholeBlock) {
                int clear = (1 << BLOCK_SHIFT) - blockCount[word / BLOCK_WORDS];
                if (left >= clear) {
                    left -= clear;
                    word += BLOCK_WORDS;
                    continue;
                }
            }
            long bits = ~words[word] & mask(word, first, last, from, to);
            int inWord = Long.bitCount(bits);
            if (left < inWord) {
                return ((long) word << 6) + bitOfRank(bits, (int) left);
            }
            left -= inWord;
            word++;
        }
        throw new AssertionError("fewer than " + (k + 1) + " clear pages in [" + from + ", " + to + ")");
    }

    private static int bitOfRank(long bits, int rank) {
        long rest = bits;
        for (int i = 0; i < rank; i++) {
            rest &= rest - 1;
        }
        return Long.numberOfTrailingZeros(rest);
    }

    private int skipEmptyBlocks(int start, int last) {
        int word = start;
        while (word <= last && blockCount[word / BLOCK_WORDS] == 0) {
            word += BLOCK_WORDS;
        }
        return word;
    }

    private int skipFullBlocks(int start, int last) {
        int word = start;
        while (word <= last && blockCount[word / BLOCK_WORDS] == 1 << BLOCK_SHIFT) {
            word += BLOCK_WORDS;
        }
        return word;
    }

    private static long mask(int word, int first, int last, long from, long to) {
        long mask = -1L;
        if (word == first) {
            mask &= -1L << from;
        }
        if (word == last) {
            mask &= -1L >>> -to;
        }
        return mask;
    }

    private void add(int word, long bits) {
        int added = Long.bitCount(bits);
        words[word] |= bits;
        blockCount[word / BLOCK_WORDS] += added;
        count += added;
    }

    private void remove(int word, long bits) {
        int removed = Long.bitCount(bits);
        words[word] &= ~bits;
        blockCount[word / BLOCK_WORDS] -= removed;
        count -= removed;
    }
}
