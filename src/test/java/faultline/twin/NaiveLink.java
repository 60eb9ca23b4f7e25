package faultline.twin;

import faultline.net.LinkRates;

/** The link of models/README.md, one message at a time. */
final class NaiveLink {
    final LinkRates rates;
    long freePs;

    private final Window window = new Window();
    private final Window aside = new Window();

    /** When the last urgent message of a channel of their own leaves. */
    long lastAsidePs;

    /** How often a message had to wait for a window. */
    long shut;

    NaiveLink(LinkRates rates) {
        this.rates = rates;
        window.begin();
        aside.begin();
    }

    /** One connection's window. */
    private final class Window {
        private boolean over;
        private boolean roundOpen;
        private long roundStartPs;
        private long cwnd;
        private long used;

        void begin() {
            cwnd = rates.initialWindow();
            note();
        }

        private void note() {
            over = rates.rttPs() == 0 || cwnd >= rates.bandwidthDelayBytes();
        }

        /** Returns when a message starts that could start then. */
        long admit(long readyPs, long bytes) {
            long startPs = readyPs;
            if (!over && !roundOpen) {
                roundOpen = true;
                roundStartPs = startPs;
            }
            while (!over && (startPs >= roundStartPs + rates.rttPs() || used >= cwnd)) {
                if (startPs < roundStartPs + rates.rttPs()) {
                    startPs = roundStartPs + rates.rttPs();
                    shut++;
                }
                roundStartPs = startPs;
                if (used >= cwnd) {
                    used -= cwnd;
                    cwnd = (long) Math.min((double) rates.window(), cwnd * 2.0);
                    note();
                } else {
                    used = 0;
                }
            }
            used += bytes;
            return startPs;
        }
    }

    /** The sender was idle: nothing starts before now. */
    void wasIdle(long nowNs) {
        freePs = Math.max(freePs, nowNs * 1000);
    }

    /** Sends a message; returns when its last byte leaves. */
    long send(long bytes, long servicePs) {
        freePs = window.admit(freePs, bytes) + servicePs;
        return freePs;
    }

    /** Sends an urgent message on its own connection; returns when its last byte leaves. */
    long sendAside(long bytes, long servicePs) {
        lastAsidePs = aside.admit(Math.max(freePs, lastAsidePs), bytes) + servicePs;
        freePs += servicePs;
        return lastAsidePs;
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
