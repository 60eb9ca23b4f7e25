package faultline.model;

import faultline.unit.Bytes;
import faultline.unit.Rate;
import org.jspecify.annotations.Nullable;

/**
 * What a guest writes to its disk while it is moved.
 *
 * @param rate blocks are dirtied as fast as this, whatever else the guest does
 * @param set part of the disk that it writes again and again, one block after the other; null: the whole disk
 */
public record DiskWrites(Rate rate, @Nullable Bytes set) {}
