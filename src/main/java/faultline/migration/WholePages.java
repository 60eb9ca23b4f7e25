package faultline.migration;

import faultline.guest.MemoryImage;

/** Pages that are sent whole, or as a record of nine bytes where they are zero. */
final class WholePages implements PassPages {
    private final Wire wire;
    private final MemoryImage image;
    private long normalPs;

    /**
     * Makes the costs.
     *
     * @param runningPs time for a normal page while the guest runs beside the source
     */
    WholePages(Wire wire, long runningPs) {
        this.wire = wire;
        image = wire.image;
        normalPs = runningPs;
    }

    @Override
    public long runEnd(long page, long end) {
        return Math.min(end, image.kindEnd(page));
    }

    @Override
    public int bytes(long page) {
        return image.isZero(page) ? Wire.ZERO_BYTES : Wire.NORMAL_BYTES;
    }

    @Override
    public long servicePs(long page) {
        return image.isZero(page) ? wire.zeroPs : normalPs;
    }

    @Override
    public long leastPs() {
        return Math.min(wire.normalPs, wire.zeroPs);
    }

    @Override
    public void sent(long from, long to) {
        wire.pagesSent(from, to, wire.image.zeroPages(from, to));
    }

    @Override
    public void read(int passes) {
        // A page costs the same in every pass.
    }

    @Override
    public void stop() {
        normalPs = wire.normalPs;
    }
}
