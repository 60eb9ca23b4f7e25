package faultline.driver;

import faultline.model.Vm;
import faultline.unit.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a guest's definition tells. */
public final class DomainFacts {
    private final Document document;

    DomainFacts(String xml) {
        document = Xml.parse(xml);
    }

    /** Asks a host for a guest's size, with that of the disks that are files or devices of the host. */
    public static Vm vm(String uri, String domain) {
        try (Hypervisor hypervisor = Hypervisor.open(uri)) {
            Guest guest = hypervisor.guest(domain);
            DomainFacts facts = new DomainFacts(guest.xml());
            long disks = facts.localDisks().stream().mapToLong(guest::diskBytes).sum();
            return facts.vm(disks == 0 ? null : new Bytes(disks));
        }
    }

    Vm vm(@Nullable Bytes disk) {
        Element vcpu = first("vcpu");
        int vcpus = Integer.parseInt(vcpu.getTextContent().strip());
        return new Vm(vcpus, memory(), disk, new Bytes(Vm.PAGE), null);
    }

    Bytes memory() {
        Element memory = first("memory");
        String unit = memory.getAttribute("unit").isEmpty() ? "KiB" : memory.getAttribute("unit");
        return Bytes.parse(memory.getTextContent().strip() + " " + unit);
    }

    /** Whether QEMU emulates the processor, so that the host's own does not matter. */
    boolean emulated() {
        return document.getDocumentElement()
                .getAttribute("type")
                .toLowerCase(Locale.ROOT)
                .equals("qemu");
    }

    /** Files and devices of this machine that the guest's disks are on. */
    List<String> localDisks() {
        List<String> paths = new ArrayList<>();
        for (Element disk : Xml.all(document, "disk")) {
            for (String attribute : List.of("file", "dev")) {
                for (Element source : Xml.children(disk, "source")) {
                    if (source.hasAttribute(attribute)) {
                        paths.add(source.getAttribute(attribute));
                    }
                }
            }
        }
        return paths;
    }

    /** The definition of the processor, or an empty text where it has none. */
    String cpu() {
        List<Element> found = Xml.all(document, "cpu");
        return found.isEmpty() ? "" : Xml.text(found.get(0));
    }

    private Element first(String name) {
        List<Element> found = Xml.all(document, name);
        if (found.isEmpty()) {
            throw new DriverException("the guest's definition has no " + name);
        }
        return found.get(0);
    }
}
