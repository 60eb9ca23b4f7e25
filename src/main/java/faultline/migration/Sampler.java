package faultline.migration;

import faultline.engine.Engine;
import faultline.engine.Handler;
import faultline.engine.Phase;
import faultline.stats.Recorder;
import faultline.stats.Timeline;
import java.util.Arrays;
import java.util.function.Consumer;

/** Takes the samples of a timeline at equal distances, from the request of the migration to its end. */
final class Sampler {
    /** What a look at the migration finds. */
    static final class Row {
        long residentPages;
        int blockedVcpus;
    }

    private final Engine engine;
    private final Recorder recorder;
    private final long everyNs;
    private final Consumer<Row> look;
    private final Handler sample = this::onSample;
    private final Row row = new Row();

    private int size;
    private long[] timeNs = new long[256];
    private long[] sentBytes = new long[256];
    private long[] residentPages = new long[256];
    private long[] pageRequests = new long[256];
    private int[] blockedVcpus = new int[256];

    Sampler(Engine engine, Recorder recorder, long everyNs, Consumer<Row> look) {
        this.engine = engine;
        this.recorder = recorder;
        this.everyNs = everyNs;
        this.look = look;
    }

    void start() {
        engine.at(engine.nowNs(), Phase.CONTROL, Ranks.SAMPLE, sample, 0);
    }

    private void onSample(Engine e, long arg) {
        take();
        e.at(e.nowNs() + everyNs, Phase.CONTROL, Ranks.SAMPLE, sample, 0);
    }

    private void take() {
        look.accept(row);
        if (size == timeNs.length) {
            grow(size * 2);
        }
        timeNs[size] = engine.nowNs();
        sentBytes[size] = recorder.traffic().total();
        residentPages[size] = row.residentPages;
        pageRequests[size] = recorder.pageRequests;
        blockedVcpus[size] = row.blockedVcpus;
        size++;
    }

    private void grow(int capacity) {
        timeNs = Arrays.copyOf(timeNs, capacity);
        sentBytes = Arrays.copyOf(sentBytes, capacity);
        residentPages = Arrays.copyOf(residentPages, capacity);
        pageRequests = Arrays.copyOf(pageRequests, capacity);
        blockedVcpus = Arrays.copyOf(blockedVcpus, capacity);
    }

    /** Returns the samples, with one of the end; ask once, when the migration has ended. */
    Timeline timeline() {
        take();
        grow(size);
        return new Timeline(timeNs, sentBytes, residentPages, pageRequests, blockedVcpus);
    }
}
