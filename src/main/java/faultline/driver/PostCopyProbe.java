package faultline.driver;

import java.util.UUID;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Asks a host's QEMU whether it can receive a post-copy, which needs userfaultfd: a guest of 16 MiB that waits for a
 * migration is started, asked through its monitor to allow post-copy, and ended.
 */
final class PostCopyProbe {
    private static final String QEMU = "http://libvirt.org/schemas/domain/qemu/1.0";
    private static final String ALLOW = "{\"execute\":\"migrate-set-capabilities\",\"arguments\":{\"capabilities\":"
            + "[{\"capability\":\"postcopy-ram\",\"state\":true}]}}";

    private PostCopyProbe() {}

    static Finding of(Hypervisor host) {
        String name = "faultline-probe-" + UUID.randomUUID().toString().substring(0, 8);
        Guest guest;
        try {
            guest = host.start(name, definition(name), true);
        } catch (DriverException e) {
            return Finding.warning(
                    "whether the destination can receive post-copy is not known: " + e.getMessage(),
                    "try faultline migrate with a guest that may be lost");
        }
        try {
            String answer = guest.monitor(ALLOW);
            return answer.contains("\"error\"")
                    ? Finding.fails(
                            "the destination's QEMU refuses post-copy: " + answer,
                            "sysctl vm.unprivileged_userfaultfd=1 there, or let QEMU open /dev/userfaultfd")
                    : Finding.ok("the destination's QEMU allows post-copy (userfaultfd)");
        } catch (DriverException e) {
            return Finding.warning("the destination's QEMU could not be asked: " + e.getMessage(), "try by hand");
        } finally {
            guest.destroy();
        }
    }

    private static String definition(String name) {
        Document document = Xml.create();
        Element domain = document.createElement("domain");
        document.appendChild(domain);
        domain.setAttribute("type", "qemu");
        domain.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:qemu", QEMU);
        add(domain, "name", name);
        add(domain, "memory", "16384");
        Element os = add(domain, "os", "");
        add(os, "type", "hvm").setAttribute("arch", "x86_64");
        Element devices = add(domain, "devices", "");
        Element balloon = add(devices, "memballoon", "");
        balloon.setAttribute("model", "none");
        Element line = document.createElementNS(QEMU, "qemu:commandline");
        domain.appendChild(line);
        for (String word : new String[] {"-incoming", "defer"}) {
            Element argument = document.createElementNS(QEMU, "qemu:arg");
            argument.setAttribute("value", word);
            line.appendChild(argument);
        }
        return Xml.text(document);
    }

    private static Element add(Element parent, String name, String text) {
        Element element = parent.getOwnerDocument().createElement(name);
        element.setTextContent(text);
        parent.appendChild(element);
        return element;
    }
}
