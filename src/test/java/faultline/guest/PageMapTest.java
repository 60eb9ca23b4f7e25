package faultline.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageMapTest {
    @ParameterizedTest(name = "{0} pages")
    @ValueSource(ints = {1, 2, 63, 64, 65, 4095, 4096, 4097, 8192, 12_288, 20_000, 50_000})
    void doesWhatABitSetDoes(int size) {
        Random random = new Random(size);
        PageMap map = new PageMap(size);
        BitSet set = new BitSet(size);
        for (int step = 0; step < 1500; step++) {
            int a = random.nextInt(size + 1);
            int b = random.nextInt(size + 1);
            int from = Math.min(a, b);
            int to = Math.max(a, b);
            int page = random.nextInt(size);
            switch (random.nextInt(9)) {
                case 0, 1 -> {
                    map.set(page);
                    set.set(page);
                }
                case 2, 3 -> {
                    map.clear(page);
                    set.clear(page);
                }
                case 4, 5 -> {
                    map.setRange(from, to);
                    set.set(from, to);
                }
                case 6, 7 -> {
                    map.clearRange(from, to);
                    set.clear(from, to);
                }
                default -> {
                    if (random.nextInt(20) == 0) {
                        map.clearAll();
                        set.clear();
                    }
                    PageMap other = new PageMap(size);
                    other.setRange(from, Math.min(to, from + 100));
                    map.setAll(other);
                    set.set(from, Math.min(to, from + 100));
                }
            }
            assertSame(map, set, from, to, page);
        }
    }

    private static void assertSame(PageMap map, BitSet set, int from, int to, int page) {
        assertThat(map.count()).isEqualTo(set.cardinality());
        assertThat(map.get(page)).isEqualTo(set.get(page));
        int count = set.get(from, to).cardinality();
        assertThat(map.count(from, to)).isEqualTo(count);
        int next = set.nextSetBit(from);
        assertThat(map.nextSet(from, to)).isEqualTo(next < 0 ? to : Math.min(next, to));
        assertThat(map.nextClear(from, to)).isEqualTo(Math.min(set.nextClearBit(from), to));
        int clear = to - from - count;
        if (clear > 0) {
            int k = page % clear;
            long found = map.selectClear(from, to, k);
            assertThat(set.get((int) found)).isFalse();
            assertThat(found - from - set.get(from, (int) found).cardinality()).isEqualTo(k);
        }
    }

    @Test
    void thereIsNoClearPageBehindTheLast() {
        PageMap map = new PageMap(100);
        map.setRange(0, 90);
        assertThat(map.selectClear(0, 100, 9)).isEqualTo(99);
        assertThatThrownBy(() -> map.selectClear(0, 100, 10)).isInstanceOf(AssertionError.class);
    }

    @Test
    void anEmptyRangeIsEmpty() {
        PageMap map = new PageMap(64);
        map.setRange(10, 10);
        map.clearRange(10, 10);
        assertThat(map.count()).isZero();
        assertThat(map.size()).isEqualTo(64);
        assertThat(map.nextSet(64, 64)).isEqualTo(64);
    }
}
