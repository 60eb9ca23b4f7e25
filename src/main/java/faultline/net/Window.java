package faultline.net;

/**
 * A TCP window kept by arithmetic: {@code cwnd} bytes may start in each round trip; it doubles after a round that used it up
 * until it reaches its limit, and no longer binds once it fills the link.
 */
final class Window {
    private final LinkRates rates;
    private boolean open;
    private boolean begun;
    private long cwnd;
    private long used;
    private long roundStartPs;

    Window(LinkRates rates) {
        this.rates = rates;
        cwnd = rates.initialWindow();
        open = rates.rttPs() == 0 || cwnd >= rates.bandwidthDelayBytes();
    }

    /** Returns when a message that is ready at {@code readyPs} may start, and opens rounds until one admits it. */
    long admit(long readyPs) {
        if (!begun) {
            begun = true;
            roundStartPs = readyPs;
        }
        long start = readyPs;
        while (!open) {
            long roundEndPs = roundStartPs + rates.rttPs();
            if (start >= roundEndPs) {
                nextRound(start);
            } else if (used < cwnd) {
                return start;
            } else {
                start = roundEndPs;
            }
        }
        return start;
    }

    /** Lets up to {@code count} messages start from {@code startPs} on, back to back; returns how many this round takes. */
    long use(long startPs, long count, long bytes, long servicePs) {
        if (open) {
            return count;
        }
        long sent = Math.min(count, ceilDiv(cwnd - used, bytes));
        sent = Math.min(sent, ceilDiv(roundStartPs + rates.rttPs() - startPs, servicePs));
        used += sent * bytes;
        return sent;
    }

    private void nextRound(long startPs) {
        if (used >= cwnd) {
            used -= cwnd;
            cwnd = cwnd > rates.window() / 2 ? rates.window() : cwnd * 2;
            open = cwnd >= rates.bandwidthDelayBytes();
        } else {
            used = 0;
        }
        roundStartPs = startPs;
    }

    private static long ceilDiv(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
