package faultline.twin;

import faultline.engine.Phase;
import faultline.guest.PageMap;
import faultline.model.AutoConverge;
import faultline.model.Load;
import faultline.model.MigrationSpec;
import faultline.model.Parameter;
import faultline.model.Profile;
import faultline.model.Reorder;
import faultline.model.Scenario;
import faultline.model.Strategy;
import faultline.model.Switchover;
import faultline.model.Transport;
import faultline.stats.Traffic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Pre-copy, an event for each commit of a page or block. */
final class NaivePasses {
    private static final int SWITCH = 0;
    private static final int PASS = 1;

    private final NaiveTwin twin;
    private final Scenario scenario;
    private final MigrationSpec spec;
    private final Profile profile;
    private final NaiveLink link;
    private final NaivePace pace;
    private final NaiveDisk disk;
    private final NaiveDeltas deltas;
    final BitSet dirty = new BitSet();
    final BitSet log = new BitSet();
    private final List<BitSet> found = new ArrayList<>();
    private List<Integer> inOrder = new ArrayList<>();
    private boolean running;
    private boolean stopped;
    private boolean slept;
    private long logReadNs;
    private int cursor;
    private long quota;
    private int readings;
    private long lookedNs;
    private long lookedBytes;
    private long dirtied;
    private int high;
    private int pass;
    private int passEnded;
    private long passStartNs;
    private boolean pastThreshold;
    private boolean switchAsked;
    private boolean switchSet;

    int passes;
    boolean converged = true;
    boolean toPostCopy;

    NaivePasses(NaiveTwin twin, Scenario scenario, Profile profile, NaivePace pace, NaiveDisk disk) {
        this.twin = twin;
        this.scenario = scenario;
        this.spec = scenario.migration();
        this.profile = profile;
        this.link = twin.link;
        this.pace = pace;
        this.disk = disk;
        deltas = new NaiveDeltas(spec.precopy().xbzrle(), profile);
    }

    boolean running() {
        return running;
    }

    void start() {
        running = true;
        logReadNs = twin.clock.guestAt(now());
        lookedNs = now();
        lookedBytes = memoryBytes();
        if (spec.switchover() instanceof Switchover.After after) {
            at(now() + after.span().ns(), Phase.CONTROL, SWITCH, this::switchNow);
        }
        startPass();
    }

    /** The guest has stopped: nothing of this happens any more. */
    void stop() {
        running = false;
    }

    private long now() {
        return twin.queue.nowNs();
    }

    private long get(Parameter parameter) {
        return profile.get(parameter);
    }

    /** What waits when the guest stops does not happen any more. */
    private void at(long atNs, Phase phase, int rank, Runnable action) {
        twin.queue.at(atNs, phase, rank, () -> {
            if (running) {
                action.run();
            }
        });
    }

    // ---- The threshold ----

    private BigInteger thresholdBytes() {
        BigInteger limit = BigInteger.valueOf(spec.downtimeLimit().ns());
        BigInteger bits = BigInteger.valueOf(link.rates.bitsPerSecond());
        if (spec.bandwidth() != null) {
            bits = bits.min(BigInteger.valueOf(spec.bandwidth().bitsPerSecond()));
        }
        BigInteger bytes = bits.multiply(limit).divide(BigInteger.valueOf(8_000_000_000L));
        long rttNs = scenario.link().rtt().ns();
        if (link.rates.window() != Long.MAX_VALUE && rttNs > 0) {
            bytes = bytes.min(
                    BigInteger.valueOf(link.rates.window()).multiply(limit).divide(BigInteger.valueOf(rttNs)));
        }
        return bytes;
    }

    private long thresholdPages() {
        return thresholdBytes()
                .subtract(BigInteger.valueOf(disk.waitingBytes()))
                .max(BigInteger.ZERO)
                .divide(BigInteger.valueOf(4096))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    private boolean fits() {
        return thresholdBytes().compareTo(BigInteger.valueOf(disk.waitingBytes())) >= 0
                && dirty.cardinality() <= thresholdPages();
    }

    // ---- A pass ----

    private void startPass() {
        if (fits()) {
            twin.stop();
            return;
        }
        quota = Math.max(0, dirty.cardinality() - thresholdPages());
        disk.beginPass();
        cursor = 0;
        pass++;
        passStartNs = now();
        pastThreshold = false;
        if (switchAsked && !switchSet) {
            switchSet = true;
            at(now() + get(Parameter.PRECOPY_LOOK), Phase.CONTROL, SWITCH, this::switchNow);
        }
        inOrder = new ArrayList<>();
        if (spec.precopy().reorder() == Reorder.LRU) {
            dirty.stream().forEach(inOrder::add);
            inOrder.sort(Comparator.comparingInt(this::readingsSinceWritten)
                    .reversed()
                    .thenComparingInt(page -> page));
        }
        link.wasIdle(now());
        int mine = pass;
        at(now(), Phase.SOURCE, 0, () -> commit(mine));
    }

    /** Returns how many readings ago, the last one apart, the page was found written. */
    private int readingsSinceWritten(int page) {
        for (int ago = 1; ago < Math.min(8, found.size()); ago++) {
            if (found.get(found.size() - 1 - ago).get(page)) {
                return ago;
            }
        }
        return Integer.MAX_VALUE;
    }

    private long nextLookNs() {
        long look = get(Parameter.PRECOPY_LOOK);
        long lateNs = look == 0 ? 0 : (now() - passStartNs) % look;
        return lateNs == 0 ? now() : now() + look - lateNs;
    }

    private void commit(int mine) {
        if (passEnded >= mine) {
            return;
        }
        long dueNs = NaiveTwin.ceilNs(link.freePs - link.rates.leadPs());
        long wakeNs = pace.goesNs(now());
        if (dueNs <= now() && wakeNs > now()) {
            slept = true;
            pace.sleeps++;
            dueNs = wakeNs;
        } else if (dueNs <= now()) {
            commitNow();
            if (pastThreshold && dirty.isEmpty()) {
                at(now(), Phase.CONTROL, PASS, () -> endPass(mine));
                return;
            }
            if (!pastThreshold && quota == 0 && disk.passIsDone()) {
                pastThreshold = true;
                at(dirty.isEmpty() ? now() : nextLookNs(), Phase.CONTROL, PASS, () -> endPass(mine));
                if (dirty.isEmpty() || nextLookNs() == now()) {
                    return;
                }
            }
            dueNs = NaiveTwin.ceilNs(link.freePs - link.rates.leadPs());
        }
        at(Math.max(now(), dueNs), Phase.SOURCE, 0, () -> commit(mine));
    }

    private void commitNow() {
        if (slept) {
            link.wasIdle(now());
            slept = false;
        }
        if (disk.passIsDone()) {
            pace.spend(now(), sendNext());
            quota--;
        } else {
            pace.spend(now(), disk.sendNext());
        }
    }

    private int takeNext() {
        if (!inOrder.isEmpty()) {
            return inOrder.remove(0);
        }
        int page = dirty.nextSetBit(cursor);
        return page >= 0 ? page : dirty.nextSetBit(0);
    }

    /** Sends the next page; returns its bytes. */
    private long sendNext() {
        int page = takeNext();
        dirty.clear(page);
        cursor = page + 1;
        boolean zero = twin.image.isZero(page);
        boolean rdma = spec.transport() == Transport.RDMA;
        long sourceNs = get(rdma ? Parameter.RDMA_PAGE : Parameter.SOURCE_PAGE);
        if (!stopped && !rdma && !(scenario.load() instanceof Load.Idle)) {
            int workers = scenario.load() instanceof Load.Stress stress ? stress.workers() : Integer.MAX_VALUE;
            long beyond = Math.min(workers, scenario.vm().vcpus()) - 1L;
            sourceNs = Math.max(sourceNs, get(Parameter.PRECOPY_PAGE) + beyond * get(Parameter.PRECOPY_PER_VCPU));
        }
        if (!zero && deltas.has(page)) {
            long servicePs =
                    Math.max(link.rates.wirePs(deltas.bytes()), (sourceNs + get(Parameter.XBZRLE_ENCODE)) * 1000);
            link.send(deltas.bytes(), servicePs);
            deltas.hit(page, readings);
            twin.recorder().xbzrleHits++;
            twin.recorder().resentPages++;
            twin.recorder().traffic().add(twin.stage, Traffic.Kind.RESENT, deltas.bytes());
            return deltas.bytes();
        }
        link.send(zero ? 9 : 4104, zero ? twin.zeroPs : Math.max(link.rates.wirePs(4104), sourceNs * 1000));
        twin.accountPage(page);
        if (!zero && deltas.whole(page, readings, stopped)) {
            twin.recorder().xbzrleMisses++;
        }
        return zero ? 9 : 4104;
    }

    /** The guest stands: sends all that is left. */
    void sendRest() {
        stopped = true;
        if (spec.precopy().reorder() == Reorder.LRU) {
            inOrder.clear();
            cursor = 0;
        }
        while (!dirty.isEmpty()) {
            sendNext();
        }
    }

    private void endPass(int mine) {
        if (passEnded >= mine) {
            return;
        }
        passEnded = mine;
        slept = false;
        twin.sendMark();
        long syncNs = get(Parameter.PRECOPY_SYNC) * twin.image.pages() / 262_144;
        at(now() + syncNs, Phase.CONTROL, PASS, this::passSynced);
    }

    private void passSynced() {
        readLog();
        passes++;
        boolean hybrid = spec.strategy() == Strategy.HYBRID;
        if (fits()) {
            twin.stop();
        } else if (passesDone() && get(Parameter.PRECOPY_LOOK) == 0) {
            toPostCopy = true;
            twin.stop();
        } else if (passes >= spec.maxPasses()) {
            converged = false;
            toPostCopy = hybrid;
            twin.stop();
        } else {
            switchAsked = passesDone();
            startPass();
        }
    }

    private boolean passesDone() {
        return spec.switchover() instanceof Switchover.AfterPasses after && passes >= after.passes();
    }

    private void switchNow() {
        if (nextLookNs() > now()) {
            at(nextLookNs(), Phase.CONTROL, SWITCH, this::switchNow);
            return;
        }
        readLog();
        toPostCopy = !fits();
        twin.stop();
    }

    // ---- The dirty log ----

    private void readLog() {
        long guestNs = twin.clock.guestAt(now());
        PageMap random = new PageMap(twin.image.pages());
        twin.collectRandomWrites(logReadNs, guestNs, passes, random);
        BitSet written = (BitSet) log.clone();
        for (int page = 0; page < twin.image.pages(); page++) {
            if (random.get(page)) {
                written.set(page);
            }
        }
        log.clear();
        logReadNs = guestNs;
        found.add(written);
        readings++;
        int before = dirty.cardinality();
        dirty.or(written);
        dirtied += dirty.cardinality() - before;
        look();
    }

    private long memoryBytes() {
        Traffic traffic = twin.recorder().traffic();
        long bytes = 0;
        for (Traffic.Stage stage : Traffic.Stage.values()) {
            for (Traffic.Kind kind : Traffic.Kind.values()) {
                bytes += kind == Traffic.Kind.DISK ? 0 : traffic.bytes(stage, kind);
            }
        }
        return bytes;
    }

    /** QEMU's rule of auto-converge. */
    private void look() {
        AutoConverge rule = spec.precopy().autoConverge();
        if (rule == null || now() / 1_000_000 <= lookedNs / 1_000_000 + 1000) {
            return;
        }
        if (dirtied * 4096 > (memoryBytes() - lookedBytes) / 2) {
            high++;
            if (high == 2) {
                high = 0;
                int percent = twin.clock.percent();
                twin.throttle(
                        percent == 0
                                ? rule.initialPercent()
                                : Math.min(rule.maxPercent(), percent + rule.incrementPercent()));
            }
        }
        lookedNs = now();
        lookedBytes = memoryBytes();
        dirtied = 0;
    }
}
