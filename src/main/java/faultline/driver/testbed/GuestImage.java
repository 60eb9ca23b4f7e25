package faultline.driver.testbed;

import faultline.driver.Command;
import faultline.driver.DriverException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The guest's initial file system: busybox, the real {@code stress} with its libraries, a writer and a small init. */
final class GuestImage {
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+)\\s+\\(0x");
    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;

    private GuestImage() {}

    /** Writes the image, as a compressed cpio archive. */
    static void build(Path file) {
        try (Cpio archive = new Cpio(new GZIPOutputStream(Files.newOutputStream(file)))) {
            for (String folder : List.of("bin", "dev", "proc", "tmp", "modules")) {
                archive.directory(folder);
            }
            archive.file("init", EXECUTABLE, init());
            archive.file("bin/busybox", EXECUTABLE, Files.readAllBytes(Prerequisites.find("busybox")));
            archive.file("bin/writer", EXECUTABLE, Files.readAllBytes(Layout.WRITER));
            for (String name : Files.readAllLines(Layout.MODULES.resolve("order"))) {
                archive.file("modules/" + name, PLAIN, Files.readAllBytes(Layout.MODULES.resolve(name)));
            }
            archive.file("modules/order", PLAIN, Files.readAllBytes(Layout.MODULES.resolve("order")));
            Path stress = Prerequisites.find("stress");
            archive.file("bin/stress", EXECUTABLE, Files.readAllBytes(stress));
            Matcher library =
                    LIBRARY.matcher(Command.of("ldd", stress.toString()).run());
            while (library.find()) {
                Path path = Path.of(library.group(1));
                archive.directoriesOf(path);
                archive.file(path.toString().substring(1), EXECUTABLE, Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new DriverException("cannot build the guest's image", e);
        }
    }

    private static byte[] init() throws IOException {
        try (InputStream in = GuestImage.class.getResourceAsStream("init")) {
            if (in == null) {
                throw new IOException("the guest's init is not in the program");
            }
            return in.readAllBytes();
        }
    }
}
