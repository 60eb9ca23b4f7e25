package faultline.model;

import org.jspecify.annotations.Nullable;

/**
 * How the passes of a pre-copy are made.
 *
 * @param xbzrle compression of pages that are sent again, or null
 * @param autoConverge throttling of a guest that outruns the passes, or null
 */
public record PrecopyOptions(
        Reorder reorder, @Nullable Xbzrle xbzrle, @Nullable AutoConverge autoConverge) {
    /** Passes in the order of the pages, whole pages, a guest that is left alone. */
    public static final PrecopyOptions NONE = new PrecopyOptions(Reorder.NONE, null, null);
}
