package faultline.migration;

import faultline.engine.Engine;
import faultline.engine.Handler;
import faultline.engine.Phase;
import faultline.stats.Recorder;

/**
 * Sends each fault's request at once, as QEMU does with userfaultfd.
 *
 * <p>A request for a page that is already on its way, or that the push sends before the request arrives, is dropped at
 * the source.
 */
final class PipelinedDemand implements DemandService {
    private final Engine engine;
    private final PageStream stream;
    private final Vcpus vcpus;
    private final PostCopy postCopy;
    private final Recorder recorder;
    private final long requestNs;
    private final long windowUnits;
    private final Handler request = this::onRequest;
    private final Handler dropped;

    PipelinedDemand(PostCopy postCopy, Vcpus vcpus, long requestNs, long windowUnits) {
        this.engine = postCopy.engine;
        this.stream = postCopy.stream;
        this.vcpus = vcpus;
        this.postCopy = postCopy;
        this.recorder = postCopy.recorder;
        this.requestNs = requestNs;
        this.windowUnits = windowUnits;
        dropped = (e, arg) -> postCopy.requested();
    }

    @Override
    public void fault(int vcpu) {
        long unit = vcpus.waitsFor(vcpu);
        if (stream.unsent(unit)) {
            engine.at(engine.nowNs() + requestNs, Phase.REQUEST, vcpu, request, vcpu);
        } else {
            recorder.faultsInFlight++;
            if (postCopy.mayYield()) {
                engine.at(engine.nowNs() + requestNs, Phase.REQUEST, vcpu, dropped, vcpu);
            }
            vcpus.wakeAt(vcpu, stream.residentNs(unit));
        }
    }

    private void onRequest(Engine e, long arg) {
        int vcpu = (int) arg;
        long now = e.nowNs();
        stream.advance(now);
        long unit = vcpus.waitsFor(vcpu);
        if (stream.unsent(unit)) {
            postCopy.noteZero(unit);
            long end = Math.min(stream.resident().size(), unit + windowUnits);
            stream.answer(now, unit, end);
        } else {
            recorder.requestsTooLate++;
        }
        vcpus.wakeAt(vcpu, stream.resident().get(unit) ? now : stream.residentNs(unit));
        postCopy.requested();
    }
}
