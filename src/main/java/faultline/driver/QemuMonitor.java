package faultline.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A guest's second monitor (QMP on a Unix socket), for what libvirt does not hand on: QEMU's blocktime, and the time
 * stamps of its events. It is there where the guest's definition asks QEMU for it, as the testbed's does.
 */
public final class QemuMonitor implements AutoCloseable {
    private static final long ANSWER_MS = 5000;

    private final String who;
    private final Json json;
    private final Consumer<MigrationEvent> sink;
    private final SocketChannel channel;
    private final LinkedBlockingQueue<Map<String, Object>> answers = new LinkedBlockingQueue<>();
    private volatile boolean open = true;

    private QemuMonitor(String who, SocketChannel channel, Json json, Consumer<MigrationEvent> sink) {
        this.who = who;
        this.channel = channel;
        this.json = json;
        this.sink = sink;
    }

    /** Connects; null where nothing listens. */
    public static @Nullable QemuMonitor connect(Path socket, String who, Json json, Consumer<MigrationEvent> sink) {
        try {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            QemuMonitor monitor = new QemuMonitor(who, channel, json, sink);
            Thread reader = new Thread(monitor::read, "qmp-" + who);
            reader.setDaemon(true);
            reader.start();
            monitor.ask("qmp_capabilities", Map.of());
            return monitor;
        } catch (IOException | DriverException e) {
            return null;
        }
    }

    /**
     * Sends a command and returns what it returned.
     *
     * @throws DriverException if QEMU refuses it or has gone
     */
    public synchronized Map<String, Object> ask(String command, Map<String, ?> arguments) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("execute", command);
        if (!arguments.isEmpty()) {
            message.put("arguments", arguments);
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap((json.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            Map<String, Object> answer = answers.poll(ANSWER_MS, TimeUnit.MILLISECONDS);
            if (answer == null || !answer.containsKey("return")) {
                throw new DriverException("QEMU refused " + command + ": " + (answer == null ? "no answer" : answer));
            }
            return object(answer.get("return"));
        } catch (IOException e) {
            throw new DriverException("QEMU's monitor has gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("interrupted", e);
        }
    }

    /** Switches capabilities of migration on. */
    public void enable(String... capabilities) {
        List<Map<String, Object>> list = new java.util.ArrayList<>();
        for (String capability : capabilities) {
            list.add(Map.of("capability", capability, "state", true));
        }
        ask("migrate-set-capabilities", Map.of("capabilities", list));
    }

    /** What QEMU tells of the migration; empty where the guest has gone. */
    public Map<String, Object> migration() {
        try {
            return open ? ask("query-migrate", Map.of()) : Map.of();
        } catch (DriverException e) {
            return Map.of();
        }
    }

    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It has gone already.
        }
    }

    /** Reads a JSON value as an object; empty where it is none. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                hear(json.read(line));
            }
        } catch (IOException e) {
            // The guest has ended, or this side has closed.
        } finally {
            open = false;
            answers.add(Map.of("error", "the guest has gone"));
        }
    }

    private void hear(Map<String, Object> message) {
        Object event = message.get("event");
        if (event != null) {
            sink.accept(new MigrationEvent(
                    stampMs(object(message.get("timestamp"))), who, event.toString(), object(message.get("data"))));
        } else if (!message.containsKey("QMP")) {
            answers.add(message);
        }
    }

    private static double stampMs(Map<String, Object> stamp) {
        return number(stamp.get("seconds")) * 1e3 + number(stamp.get("microseconds")) / 1e3;
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
