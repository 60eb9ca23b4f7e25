package faultline.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Whether a guest's disks are on storage that both hosts share: the same path is not enough, because a local export
 * mounted at the same path holds other bytes. What proves it is a libvirt pool at both with one network source.
 */
final class DiskCheck {
    private static final Set<String> NETWORK_POOLS =
            Set.of("netfs", "gluster", "rbd", "iscsi", "iscsi-direct", "sheepdog");

    private DiskCheck() {}

    static List<Finding> of(List<String> disks, Hypervisor from, Hypervisor to) {
        if (disks.isEmpty()) {
            return List.of(Finding.ok("the guest has no disk that is local to a host"));
        }
        List<String> source = from.storagePools();
        List<String> destination = to.storagePools();
        List<Finding> findings = new ArrayList<>();
        for (String disk : disks) {
            findings.add(disk(disk, source, destination));
        }
        return findings;
    }

    /** Judges one disk by the XML of each host's pools. */
    static Finding disk(String disk, List<String> source, List<String> destination) {
        String here = sourceOf(disk, source);
        String there = sourceOf(disk, destination);
        if (here.isEmpty() || there.isEmpty()) {
            return Finding.warning(
                    disk + " is in no libvirt pool of " + (here.isEmpty() ? "the source" : "the destination"),
                    "compare findmnt -T " + disk
                            + " at both hosts: the same server and export at both; or --storage block");
        }
        if (here.startsWith("dir ") || there.startsWith("dir ")) {
            return Finding.fails(
                    disk + " is on a directory of one host (" + here + "; " + there + ")",
                    "mount one server's export at both hosts, at the same path; or --storage block");
        }
        return here.equals(there)
                ? Finding.ok(disk + " is on " + here + " at both hosts")
                : Finding.fails(
                        disk + " is on " + here + " at the source and on " + there + " at the destination",
                        "mount the same export at both");
    }

    /** Type and source of the pool that a path is in; empty where it is in none. */
    private static String sourceOf(String disk, List<String> pools) {
        for (String xml : pools) {
            Document pool = Xml.parse(xml);
            String type = pool.getDocumentElement().getAttribute("type");
            for (Element target : Xml.all(pool, "target")) {
                for (Element path : Xml.children(target, "path")) {
                    if (disk.startsWith(path.getTextContent().strip() + "/")) {
                        return NETWORK_POOLS.contains(type)
                                ? type + " " + server(pool)
                                : "dir " + path.getTextContent();
                    }
                }
            }
        }
        return "";
    }

    private static String server(Document pool) {
        StringBuilder text = new StringBuilder();
        for (Element host : Xml.all(pool, "host")) {
            text.append(host.getAttribute("name"));
        }
        for (Element dir : Xml.all(pool, "dir")) {
            text.append(':').append(dir.getAttribute("path"));
        }
        return text.toString();
    }
}
