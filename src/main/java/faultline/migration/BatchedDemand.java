package faultline.migration;

import faultline.engine.Engine;
import faultline.engine.Handler;
import faultline.engine.Phase;
import faultline.unit.Horizon;

/**
 * One thread at the destination gathers faults, asks for them together, waits until all have been answered and placed,
 * wakes their vCPUs, and only then looks again.
 *
 * <p>The answer to a request is those pages of its window that have not been sent, ahead of the push; a mark behind the
 * last one ends the batch. The pages that were asked for are placed one after the other.
 */
final class BatchedDemand implements DemandService {
    private final Engine engine;
    private final PageStream stream;
    private final Vcpus vcpus;
    private final PostCopy postCopy;
    private final long requestNs;
    private final long gatherNs;
    private final long installNs;
    private final long windowUnits;
    private final Handler ask = this::onAsk;
    private final Handler request = this::onRequest;
    private final Handler answer = this::onAnswer;

    private final boolean[] gathered;
    private final boolean[] asked;
    private int waiting;
    private boolean busy;
    private boolean gathering;

    BatchedDemand(PostCopy postCopy, Vcpus vcpus, long requestNs, long gatherNs, long installNs, long windowUnits) {
        this.engine = postCopy.engine;
        this.stream = postCopy.stream;
        this.vcpus = vcpus;
        this.postCopy = postCopy;
        this.requestNs = requestNs;
        this.gatherNs = gatherNs;
        this.installNs = installNs;
        this.windowUnits = windowUnits;
        gathered = new boolean[vcpus.count()];
        asked = new boolean[vcpus.count()];
    }

    @Override
    public void fault(int vcpu) {
        gathered[vcpu] = true;
        waiting++;
        gather();
    }

    private void gather() {
        if (!busy && !gathering && waiting > 0) {
            gathering = true;
            engine.at(engine.nowNs() + gatherNs, Phase.CONTROL, Ranks.GATHER, ask, 0);
        }
    }

    private void onAsk(Engine e, long arg) {
        gathering = false;
        busy = true;
        System.arraycopy(gathered, 0, asked, 0, asked.length);
        java.util.Arrays.fill(gathered, false);
        waiting = 0;
        e.at(e.nowNs() + requestNs, Phase.REQUEST, request, 0);
    }

    private void onRequest(Engine e, long arg) {
        long now = e.nowNs();
        stream.advance(now);
        long pages = 0;
        for (int vcpu = 0; vcpu < asked.length; vcpu++) {
            if (asked[vcpu]) {
                long unit = vcpus.waitsFor(vcpu);
                postCopy.noteZero(unit);
                pages += stream.answer(now, unit, Math.min(stream.resident().size(), unit + windowUnits));
            }
        }
        postCopy.wire.mark(now * 1000);
        e.at(stream.answerNs() + Horizon.ns((double) pages * installNs), Phase.GUEST, Ranks.ANSWER, answer, 0);
        postCopy.requested();
    }

    private void onAnswer(Engine e, long arg) {
        for (int vcpu = 0; vcpu < asked.length; vcpu++) {
            if (asked[vcpu]) {
                vcpus.wakeNow(vcpu);
            }
        }
        busy = false;
        gather();
    }
}
