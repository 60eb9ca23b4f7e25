package faultline.twin;

import faultline.net.LinkRates;

/** The link of models/README.md, one message at a time. */
final class NaiveLink {
    final LinkRates rates;
    long freePs;

    private boolean windowOver;
    private boolean roundOpen;
    private long roundStartPs;
    private long cwnd;
    private long used;

    /** How often a message had to wait for a window. */
    long shut;

    NaiveLink(LinkRates rates) {
        this.rates = rates;
        cwnd = rates.initialWindow();
        noteWindow();
    }

    private void noteWindow() {
        windowOver = rates.rttPs() == 0 || cwnd >= rates.bandwidthDelayBytes();
    }

    /** The sender was idle: nothing starts before now. */
    void wasIdle(long nowNs) {
        freePs = Math.max(freePs, nowNs * 1000);
    }

    /** Sends a message; returns when its last byte leaves. */
    long send(long bytes, long servicePs) {
        long startPs = freePs;
        if (!windowOver && !roundOpen) {
            roundOpen = true;
            roundStartPs = startPs;
        }
        while (!windowOver && (startPs >= roundStartPs + rates.rttPs() || used >= cwnd)) {
            if (startPs < roundStartPs + rates.rttPs()) {
                startPs = roundStartPs + rates.rttPs();
                shut++;
            }
            roundStartPs = startPs;
            if (used >= cwnd) {
                used -= cwnd;
                cwnd = (long) Math.min((double) rates.window(), cwnd * 2.0);
                noteWindow();
            } else {
                used = 0;
            }
        }
        used += bytes;
        freePs = startPs + servicePs;
        return freePs;
    }

    /** Sends bytes in messages of 4096 and one with the rest. */
    void sendBulk(long nowNs, long bytes) {
        wasIdle(nowNs);
        for (long left = bytes; left > 0; left -= 4096) {
            long message = Math.min(4096, left);
            send(message, rates.wirePs(message));
        }
    }
}
