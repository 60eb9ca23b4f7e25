package faultline.driver.testbed;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import faultline.driver.DriverException;
import java.nio.charset.StandardCharsets;

/** A network interface of Linux whose other end is this process; it goes when the process goes. */
final class Tap {
    private static final int O_RDWR = 2;
    private static final int TUNSETIFF = 0x400454ca;
    private static final short IFF_TAP_NO_PI = 0x1002;
    private static final int IFREQ_BYTES = 40;
    private static final int NAME_BYTES = 16;

    /** The system calls that it needs of the C library. */
    static final class C {
        static {
            Native.register(C.class, "c");
        }

        private C() {}

        static native int open(String path, int flags) throws LastErrorException;

        static native int ioctl(int fd, NativeLong request, Pointer argument) throws LastErrorException;

        static native NativeLong read(int fd, Pointer buffer, NativeLong size) throws LastErrorException;

        static native NativeLong write(int fd, Pointer buffer, NativeLong size) throws LastErrorException;
    }

    private final int fd;

    private Tap(int fd) {
        this.fd = fd;
    }

    /** Makes the interface in this process's network namespace; it may be moved to another one afterwards. */
    static Tap create(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length >= NAME_BYTES) {
            throw new IllegalArgumentException("interface name too long: " + name);
        }
        try (Memory request = new Memory(IFREQ_BYTES)) {
            request.clear();
            request.write(0, bytes, 0, bytes.length);
            request.setShort(NAME_BYTES, IFF_TAP_NO_PI);
            int fd = C.open("/dev/net/tun", O_RDWR);
            C.ioctl(fd, new NativeLong(TUNSETIFF), request);
            return new Tap(fd);
        } catch (LastErrorException e) {
            throw new DriverException("cannot make the network interface " + name, e);
        }
    }

    /** Waits for a frame and returns its bytes; −1 where the interface is down just now. */
    int read(Pointer buffer, int size) {
        try {
            return C.read(fd, buffer, new NativeLong(size)).intValue();
        } catch (LastErrorException e) {
            return -1;
        }
    }

    /** Sends a frame; one that the interface refuses is lost, as on any wire. */
    void write(Pointer buffer, int size) {
        try {
            C.write(fd, buffer, new NativeLong(size));
        } catch (LastErrorException e) {
            // The interface is down: the frame is lost.
        }
    }
}
