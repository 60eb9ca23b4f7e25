package faultline.migration;

import faultline.engine.Engine;
import faultline.engine.Handler;
import faultline.engine.Phase;

/**
 * Lets the active push yield to a stalled guest: at each review, if the vCPUs were blocked for more than half of the
 * time since the last one, the push halts until no request has reached the source for a while.
 */
final class PushReview {
    private final PostCopy postCopy;
    private final Vcpus vcpus;
    private final long patienceNs;
    private final long quietNs;
    private final Handler review = this::onReview;
    private final Handler quiet = this::onQuiet;

    private boolean yielding;
    private int quietEvent = Engine.NONE;
    private long blockedBeforeNs;

    PushReview(PostCopy postCopy, Vcpus vcpus, long patienceNs, long quietNs) {
        this.postCopy = postCopy;
        this.vcpus = vcpus;
        this.patienceNs = patienceNs;
        this.quietNs = quietNs;
    }

    /** Returns whether the push ever yields. */
    boolean enabled() {
        return patienceNs > 0;
    }

    /** Begins the first interval now, when the guest resumes. */
    void start() {
        if (enabled()) {
            next(postCopy.engine);
        }
    }

    private void next(Engine engine) {
        blockedBeforeNs = vcpus.blockedSumNs(engine.nowNs());
        engine.at(engine.nowNs() + patienceNs, Phase.CONTROL, Ranks.REVIEW, review, 0);
    }

    private void onReview(Engine engine, long arg) {
        long now = engine.nowNs();
        long blockedNs = vcpus.blockedSumNs(now) - blockedBeforeNs;
        if (postCopy.stream.pushing() && 2 * blockedNs > vcpus.count() * patienceNs) {
            postCopy.stream.advance(now);
            postCopy.stream.haltPush();
            postCopy.recorder.pushYields++;
            yielding = true;
            quietEvent = engine.at(now + quietNs, Phase.CONTROL, Ranks.QUIET, quiet, 0);
        } else {
            next(engine);
        }
    }

    /** A request has reached the source. */
    void requested() {
        if (yielding) {
            postCopy.engine.reschedule(quietEvent, postCopy.engine.nowNs() + quietNs);
        }
    }

    private void onQuiet(Engine engine, long arg) {
        yielding = false;
        postCopy.resumePush();
        next(engine);
    }
}
