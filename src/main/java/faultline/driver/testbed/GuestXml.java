package faultline.driver.testbed;

import faultline.driver.DriverException;
import faultline.driver.Xml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** libvirt's definition of a testbed guest: without network, at most one disk, Debian's kernel started directly. */
final class GuestXml {
    private static final String QEMU = "http://libvirt.org/schemas/domain/qemu/1.0";
    private static final String LOG = "/var/log/libvirt/";

    private final Document document = Xml.create();
    private final GuestSpec guest;

    private GuestXml(GuestSpec guest) {
        this.guest = guest;
    }

    /**
     * Writes the definition.
     *
     * @param incoming whether QEMU shall wait for a migration that its monitor announces
     */
    static String of(GuestSpec guest, Path initrd, boolean incoming) {
        return new GuestXml(guest).write(initrd, incoming);
    }

    /** Whether this machine's processor can run guests itself: the device alone does not tell. */
    static boolean hardware() {
        try {
            return Files.isWritable(Path.of("/dev/kvm"))
                    && Files.readString(Path.of("/proc/cpuinfo")).matches("(?s).*\\b(vmx|svm)\\b.*");
        } catch (java.io.IOException e) {
            throw new DriverException("cannot read /proc/cpuinfo", e);
        }
    }

    private String write(Path initrd, boolean incoming) {
        Element domain = document.createElement("domain");
        document.appendChild(domain);
        domain.setAttribute("type", hardware() ? "kvm" : "qemu");
        add(domain, "name", Map.of(), guest.name());
        add(
                domain,
                "memory",
                Map.of("unit", "KiB"),
                String.valueOf(guest.vm().memory().count() / 1024));
        add(domain, "vcpu", Map.of(), String.valueOf(guest.vm().vcpus()));
        boot(domain, initrd);
        Element features = add(domain, "features", Map.of(), ""); // Without ACPI the kernel finds one processor only.
        add(features, "acpi", Map.of(), "");
        Element cpu = add(domain, "cpu", Map.of("mode", "custom", "match", "exact"), "");
        add(cpu, "model", Map.of("fallback", "allow"), "qemu64");
        add(domain, "on_crash", Map.of(), "destroy");
        devices(domain);
        monitor(domain, incoming);
        return Xml.text(document);
    }

    private void boot(Element domain, Path initrd) {
        Element os = add(domain, "os", Map.of(), "");
        add(os, "type", Map.of("arch", "x86_64", "machine", "pc"), "hvm");
        add(os, "kernel", Map.of(), Layout.KERNEL.toString());
        add(os, "initrd", Map.of(), initrd.toString());
        add(os, "cmdline", Map.of(), "console=ttyS0 quiet " + guest.commandLine());
    }

    private void devices(Element domain) {
        Element devices = add(domain, "devices", Map.of(), "");
        add(devices, "controller", Map.of("type", "usb", "model", "none"), "");
        if (guest.vm().disk() != null) {
            disk(devices);
        }
        Element serial = add(devices, "serial", Map.of("type", "file"), "");
        add(serial, "source", Map.of("path", LOG + guest.name() + ".console"), "");
        add(serial, "target", Map.of("port", "0"), "");
        add(devices, "memballoon", Map.of("model", "none"), "");
    }

    /** A file of each host's own at the same path, past the host's page cache, as a migration without shared storage has. */
    private void disk(Element devices) {
        Element disk = add(devices, "disk", Map.of("type", "file", "device", "disk"), "");
        add(disk, "driver", Map.of("name", "qemu", "type", "raw", "cache", "none"), "");
        add(disk, "source", Map.of("file", "/var/lib/libvirt/" + guest.name() + ".img"), "");
        add(disk, "target", Map.of("dev", "vda", "bus", "virtio"), "");
    }

    /** A second monitor for what libvirt does not hand on, and a trace of each fault. */
    private void monitor(Element domain, boolean incoming) {
        domain.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:qemu", QEMU);
        Element line = document.createElementNS(QEMU, "qemu:commandline");
        domain.appendChild(line);
        List<String> words = List.of(
                "-qmp", "unix:" + LOG + guest.name() + ".qmp,server=on,wait=off",
                "-trace", "enable=postcopy_ram_fault_thread_request",
                "-D", LOG + guest.name() + ".trace");
        for (String word : words) {
            argument(line, word);
        }
        if (incoming) {
            argument(line, "-incoming");
            argument(line, "defer");
        }
    }

    private void argument(Element line, String word) {
        Element argument = document.createElementNS(QEMU, "qemu:arg");
        argument.setAttribute("value", word);
        line.appendChild(argument);
    }

    private Element add(Element parent, String name, Map<String, String> attributes, String text) {
        Element element = document.createElement(name);
        attributes.forEach(element::setAttribute);
        element.setTextContent(text);
        parent.appendChild(element);
        return element;
    }
}
