package faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a report full of hostile names in Chromium, whose every request goes to a proxy that notes it. */
class ReportBrowserTest {
    /** What the browser asks for on its own account, whatever the page. */
    private static final String OF_THE_BROWSER = ".*\\.(google|googleapis|gvt1|gstatic)\\.com(:[0-9]+)?(/.*)?";

    /** A browser opens connections that it may never use. */
    private static final int SILENCE_MS = 500;

    @TempDir
    private Path folder;

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Notes the targets of requests and answers none. */
    private static final class Proxy implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Set<String> targets = new ConcurrentSkipListSet<>();

        Proxy() throws IOException {
            Thread thread = new Thread(this::listen, "proxy");
            thread.setDaemon(true);
            thread.start();
        }

        private void listen() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    client.setSoTimeout(SILENCE_MS);
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                    String[] words = String.valueOf(in.readLine()).split(" ", -1);
                    if (words.length > 1) {
                        targets.add(words[1].replaceFirst("^http://", ""));
                    }
                } catch (IOException e) {
                    // The test has closed the socket, or the browser its side: there is nothing to note.
                }
            }
        }

        List<String> ofThePage() {
            return targets.stream()
                    .filter(target -> !target.matches(OF_THE_BROWSER))
                    .toList();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private List<String> requested(Path browser, Path page) throws Exception {
        try (Proxy proxy = new Proxy()) {
            List<String> command = new ArrayList<>(List.of(
                    browser.toString(),
                    "--headless",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--user-data-dir=" + folder.resolve("profile"),
                    "--proxy-server=http://127.0.0.1:" + proxy.socket.getLocalPort(),
                    "--proxy-bypass-list=<-loopback>",
                    "--virtual-time-budget=2000",
                    "--screenshot=" + folder.resolve("page.png"),
                    page.toUri().toString()));
            if (System.getProperty("user.name").equals("root")) {
                command.add("--no-sandbox");
            }
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("the browser ends").isTrue();
            assertThat(process.exitValue()).isZero();
            for (String link : List.of("SingletonLock", "SingletonSocket", "SingletonCookie")) {
                Files.deleteIfExists(folder.resolve("profile").resolve(link));
            }
            assertThat(Files.size(folder.resolve("page.png"))).isPositive();
            return proxy.ofThePage();
        }
    }

    @Test
    void noRequestLeavesThePage() throws Exception {
        Optional<Path> browser = chromium();
        if (browser.isEmpty()) {
            System.out.println("skipped: no Chromium here (Debian: chromium), so no page was opened in it");
        }
        assumeTrue(browser.isPresent(), "no Chromium here");
        Path control = folder.resolve("control.html");
        Files.writeString(
                control,
                "<!DOCTYPE html><p>"
                        + ReportTest.HOSTILE.replace("//evil", "http://evil").replace("alert", ""));
        List<String> results = ReportTest.makeResults(folder);
        List<String> args = new ArrayList<>(List.of("report"));
        args.addAll(ReportTest.hostile(results, Files.createDirectories(folder.resolve("hostile"))));
        Path page = folder.resolve("report.html");
        args.addAll(List.of("--out", page.toString()));
        assertThat(Cli.run(args.toArray(String[]::new)).code()).isZero();

        assertThat(requested(browser.get(), control)).contains("evil.invalid/a", "evil.invalid/b");
        assertThat(requested(browser.get(), page)).isEmpty();
    }
}
