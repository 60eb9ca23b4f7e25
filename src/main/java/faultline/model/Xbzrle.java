package faultline.model;

import faultline.unit.Bytes;

/**
 * Pages that are sent again go as their difference from what was sent last, where the source has kept that.
 *
 * @param cache memory in which the source keeps what it sent
 */
public record Xbzrle(Bytes cache) {
    /** QEMU's default. */
    public static final Bytes CACHE_DEFAULT = Bytes.ofMebibytes(64);
}
