package faultline.guest;

import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.rng.Rng;
import faultline.unit.Ratio;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The system pages that a resuming kernel touches: spread evenly over all system pages, in groups of neighbours. Each
 * group is touched from the top down, as traces of real runs show; the groups take turns at random. Some are written.
 */
public final class HotPages {
    private final MemoryImage image;
    private final int count;
    private final int group;
    private final int groups;
    private final int[] byChance;
    private final long writtenGroups;
    private final long seed;

    private HotPages(MemoryImage image, int count, int group, long written, long seed) {
        this.image = image;
        this.count = count;
        this.group = group;
        this.seed = seed;
        groups = (count + group - 1) / group;
        writtenGroups = written == 0 ? groups : Math.min(groups, (written + group - 1) / group);
        byChance = new int[groups];
        Arrays.setAll(byChance, g -> g);
        shuffle(byChance, new Rng(seed, "kernel's writes"));
    }

    /** Chooses the pages of a guest, by chance where chance decides; returns null where there are none. */
    public static @Nullable HotPages of(Profile profile, MemoryImage image, long seed) {
        int count = Math.toIntExact(Math.min(profile.get(Parameter.GUEST_HOT_SET), image.systemPages()));
        long group = Math.max(1, Math.min(count, profile.get(Parameter.GUEST_HOT_GROUP)));
        long written = profile.get(Parameter.GUEST_HOT_WRITTEN);
        return count == 0 ? null : new HotPages(image, count, (int) group, written, seed);
    }

    private static void shuffle(int[] numbers, Rng rng) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int other = (int) rng.nextLong(i + 1L);
            int number = numbers[i];
            numbers[i] = numbers[other];
            numbers[other] = number;
        }
    }

    /** Returns which of the system pages hot page {@code number} is, both from 0 and by address. */
    private long index(int number) {
        return Ratio.of(image.systemPages(), 2L * number + 1, 2L * count);
    }

    private int end(int ofGroup) {
        return (int) Math.min(count, (ofGroup + 1L) * group);
    }

    /** Returns the pages in the order in which {@code vcpu} touches them. */
    long[] inOrder(int vcpu) {
        int[] turns = new int[count];
        Arrays.setAll(turns, i -> i / group);
        shuffle(turns, new Rng(seed, "kernel of vcpu " + vcpu));
        int[] left = new int[groups];
        Arrays.setAll(left, this::end);
        return Arrays.stream(turns)
                .mapToLong(turn -> image.systemPage(index(--left[turn])))
                .toArray();
    }

    /** Returns the pages that are written, by address. */
    long[] written() {
        return Arrays.stream(byChance)
                .limit(writtenGroups)
                .sorted()
                .flatMap(g -> IntStream.range(g * group, end(g)))
                .mapToLong(number -> image.systemPage(index(number)))
                .toArray();
    }

    /** Returns which of the system pages, from 0, lies right below one of the groups that are written; −1 below all. */
    public long belowWritten() {
        return index(byChance[0] * group) - 1;
    }
}
