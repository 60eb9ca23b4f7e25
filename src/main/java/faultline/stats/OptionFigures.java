package faultline.stats;

/**
 * What the options of a migration came to; all 0 where they are off.
 *
 * @param stolenNs time that auto-converge took from each vCPU
 * @param throttlePercent share of time that it took at the end
 * @param xbzrleHits pages that went as their difference
 * @param xbzrleMisses pages that were sent again whole, as the cache did not have them
 * @param dirtiedBlocks blocks of the disk that were sent because the guest had written them
 * @param prepagedPages pages that the push sent around faults
 */
public record OptionFigures(
        long stolenNs,
        int throttlePercent,
        long xbzrleHits,
        long xbzrleMisses,
        long dirtiedBlocks,
        long prepagedPages) {
    /** Of a migration without options. */
    public static final OptionFigures NONE = new OptionFigures(0, 0, 0, 0, 0, 0);

    /** Returns the share of the pages looked up that the cache had; 0 where none was. */
    public double xbzrleHitRate() {
        return xbzrleHits == 0 ? 0 : xbzrleHits / (double) (xbzrleHits + xbzrleMisses);
    }
}
