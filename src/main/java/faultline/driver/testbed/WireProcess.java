package faultline.driver.testbed;

import faultline.driver.DriverException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The wire between the testbed's hosts: a process of its own that carries frames between two taps and takes orders on
 * a socket: {@code set RATE DELAY QUEUE}, {@code cut}, {@code mend}, {@code status}.
 *
 * <p>It stands in for {@code tc netem}, which not every kernel has. The hosts' TCP is the kernel's own.
 */
public final class WireProcess {
    private static final int LINE_BYTES = 256;

    private final WireDirection there;
    private final WireDirection back;
    private Wire wire;
    private boolean cut;

    private WireProcess(Tap a, Tap b, Wire wire) {
        this.wire = wire;
        there = new WireDirection(a, b, wire);
        back = new WireDirection(b, a, wire);
    }

    /** Makes the taps, then carries frames and takes orders until it is ended. */
    public static void serve(Path socket, String tapA, String tapB, Wire wire) {
        WireProcess process = new WireProcess(Tap.create(tapA), Tap.create(tapB), wire);
        process.there.start("there");
        process.back.start("back");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            while (true) {
                try (SocketChannel client = server.accept()) {
                    process.answer(client);
                } catch (IOException e) {
                    // That client went away; the wire stays.
                }
            }
        } catch (IOException e) {
            throw new DriverException("the wire cannot listen on " + socket, e);
        }
    }

    /** Sends one order to the wire at this socket and returns its answer. */
    static String order(Path socket, String line) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
            return readLine(channel);
        } catch (IOException e) {
            throw new DriverException("the wire does not answer", e);
        }
    }

    private void answer(SocketChannel client) throws IOException {
        String reply = obey(readLine(client));
        client.write(ByteBuffer.wrap((reply + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private String obey(String line) {
        if (line.startsWith("set ")) {
            wire = Wire.parse(line);
            there.set(wire);
            back.set(wire);
        } else if (line.equals("cut") || line.equals("mend")) {
            cut = line.equals("cut");
            there.setCut(cut);
            back.setCut(cut);
        } else if (!line.equals("status")) {
            return "unknown order";
        }
        return wire.command() + (cut ? " cut; " : "; ") + there.counters() + " there; " + back.counters() + " back";
    }

    private static String readLine(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LINE_BYTES);
        while (buffer.position() == 0 || buffer.get(buffer.position() - 1) != '\n') {
            if (!buffer.hasRemaining() || channel.read(buffer) < 0) {
                throw new IOException("no whole line");
            }
        }
        return new String(buffer.array(), 0, buffer.position() - 1, StandardCharsets.US_ASCII);
    }
}
