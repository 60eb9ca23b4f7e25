package faultline.migration;

import faultline.engine.Engine;
import faultline.engine.Handler;
import faultline.engine.Phase;

/**
 * Asks, once a round trip, for the next pages behind the last that came, and does not know that the push has them on
 * the wire already; the source, which keeps no record of what it pushed, sends them again.
 */
final class Prefetcher {
    private static final long PERIOD_MIN_NS = 1_000_000;

    private final PostCopy postCopy;
    private final long windowPages;
    private final long delayNs;
    private final long periodNs;
    private final long requestNs;
    private final Handler request = this::onRequest;

    Prefetcher(PostCopy postCopy, long windowPages, long delayNs, long rttNs, long requestNs) {
        this.postCopy = postCopy;
        this.windowPages = windowPages;
        this.delayNs = delayNs;
        this.periodNs = Math.max(rttNs, PERIOD_MIN_NS);
        this.requestNs = requestNs;
    }

    /** Begins now, when the guest resumes. */
    void start() {
        if (windowPages > 0) {
            long firstNs = postCopy.engine.nowNs() + delayNs + requestNs;
            postCopy.engine.at(firstNs, Phase.REQUEST, Ranks.PREFETCH, request, 1);
        }
    }

    private void onRequest(Engine engine, long firstTime) {
        long now = engine.nowNs();
        PageStream stream = postCopy.stream;
        stream.advance(now);
        long pushed = stream.takePushedPages();
        if (stream.allSent()) {
            postCopy.checkEnd();
            return;
        }
        if (firstTime == 0 && stream.pushing() && pushed > 0) {
            postCopy.wire.resend(now * 1000, Math.min(windowPages, pushed));
        }
        engine.at(now + periodNs, Phase.REQUEST, Ranks.PREFETCH, request, 0);
    }
}
