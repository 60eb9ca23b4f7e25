package faultline.driver;

import org.jspecify.annotations.Nullable;
import org.libvirt.Library;
import org.libvirt.LibvirtException;

/** libvirt's C library, loaded once, with its event loop running. */
final class LibvirtRuntime {
    /** Kept here so that the collector does not free what C still calls. */
    private static final NativeLibvirt.ErrorSink SILENCE = (user, error) -> {};

    private static @Nullable NativeLibvirt loaded;

    private LibvirtRuntime() {}

    /**
     * Returns the library.
     *
     * @throws DriverException if it is not installed
     */
    static synchronized NativeLibvirt get() {
        NativeLibvirt known = loaded;
        if (known != null) {
            return known;
        }
        try {
            NativeLibvirt fresh = NativeLibvirt.load();
            fresh.virSetErrorFunc(null, SILENCE);
            Library.initEventLoop();
            Thread loop = new Thread(LibvirtRuntime::loop, "libvirt-events");
            loop.setDaemon(true);
            loop.start();
            loaded = fresh;
            return fresh;
        } catch (UnsatisfiedLinkError e) {
            throw new DriverException("libvirt's C library is not installed (Debian: libvirt0)", e);
        } catch (LibvirtException e) {
            throw new DriverException("libvirt has no event loop", e);
        }
    }

    private static void loop() {
        try {
            while (true) {
                Library.processEvent();
            }
        } catch (LibvirtException e) {
            throw new DriverException("libvirt's event loop ended", e);
        }
    }
}
