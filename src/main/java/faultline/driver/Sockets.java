package faultline.driver;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** What a TCP connect tells. */
public final class Sockets {
    private Sockets() {}

    /** Returns whether something listens there. */
    public static boolean connects(String host, int port, int timeoutMs) {
        return connectNs(host, port, timeoutMs) >= 0;
    }

    /** Returns whether a packet comes back, be it a refusal. */
    public static boolean reachable(String host, int port, int timeoutMs) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), timeoutMs);
            return true;
        } catch (ConnectException e) {
            return String.valueOf(e.getMessage()).contains("refused");
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns how long a connect takes, in ns, which is one round trip; −1 where nothing answers. */
    public static long connectNs(String host, int port, int timeoutMs) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        try (Socket socket = new Socket()) {
            long start = System.nanoTime();
            socket.connect(address, timeoutMs);
            return System.nanoTime() - start;
        } catch (IOException e) {
            return -1;
        }
    }
}
