package faultline.cli;

import faultline.model.InputException;
import faultline.model.Vm;
import faultline.unit.Bytes;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The size of a guest as libvirt's domain XML gives it ({@code virsh dumpxml}). */
final class DomainXml {
    private static final long FILE_MAX = 4L << 20;
    private static final int QCOW2 = 0x514649FB;

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("b", "B"),
            Map.entry("bytes", "B"),
            Map.entry("KB", "kB"),
            Map.entry("k", "KiB"),
            Map.entry("KiB", "KiB"),
            Map.entry("MB", "MB"),
            Map.entry("M", "MiB"),
            Map.entry("MiB", "MiB"),
            Map.entry("GB", "GB"),
            Map.entry("G", "GiB"),
            Map.entry("GiB", "GiB"),
            Map.entry("TB", "TB"),
            Map.entry("T", "TiB"),
            Map.entry("TiB", "TiB"));

    private final String file;
    private final Element root;
    private final ToLongFunction<String> host;

    private DomainXml(String file, Element root, ToLongFunction<String> host) {
        this.file = file;
        this.root = root;
        this.host = host;
    }

    /**
     * Returns the guest's values by their paths in a scenario: vCPUs, memory, huge pages, and the disks' size where the
     * images lie on this host, since the XML does not have it.
     *
     * @throws InputException if it is no domain's XML
     */
    static Map<String, String> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) > FILE_MAX) {
                throw InputException.of(file.toString(), "is larger than 4 MiB");
            }
            return read(file.toString(), new InputSource(in), target -> 0);
        } catch (NoSuchFileException e) {
            throw InputException.of(file.toString(), "does not exist");
        } catch (IOException e) {
            throw InputException.of(file.toString(), "cannot be read: " + e.getMessage());
        }
    }

    /**
     * Returns the same of a text.
     *
     * @param name of the guest, for messages
     * @param host returns the size in bytes of the disk with a target's name, 0 if it is not known
     */
    static Map<String, String> read(String name, String xml, ToLongFunction<String> host) {
        return read(name, new InputSource(new StringReader(xml)), host);
    }

    private static Map<String, String> read(String file, InputSource source, ToLongFunction<String> host) {
        Element root = parse(file, source);
        if (!root.getTagName().equals("domain")) {
            throw InputException.of(file, "is not the XML of a domain, as virsh dumpxml prints it");
        }
        return new DomainXml(file, root, host).values();
    }

    private static Element parse(String file, InputSource source) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            factory.setXIncludeAware(false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(source).getDocumentElement();
        } catch (SAXParseException e) {
            throw InputException.of(file, "line " + e.getLineNumber() + ": " + e.getMessage());
        } catch (SAXException | IOException e) {
            throw InputException.of(file, "cannot be read: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new AssertionError("the JDK's parser has these features", e);
        }
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        Element vcpu = required("vcpu");
        String current = vcpu.getAttribute("current");
        values.put("vm.vcpus", current.isEmpty() ? vcpu.getTextContent().strip() : current);
        values.put("vm.memory", size(required("memory")));
        Element hugepages = child(child(root, "memoryBacking"), "hugepages");
        if (hugepages != null) {
            Element page = child(hugepages, "page");
            values.put("vm.hostPage", page == null ? "2 MiB" : size(page.getAttribute("size"), page));
        }
        long disks = disks();
        if (disks > 0) {
            values.put("vm.disk", new Bytes(disks).toString());
        }
        return values;
    }

    private Element required(String name) {
        Element element = child(root, name);
        if (element == null) {
            throw InputException.of(file, "domain/" + name + " is missing");
        }
        return element;
    }

    private String size(Element element) {
        return size(element.getTextContent().strip(), element);
    }

    private String size(String number, Element element) {
        String unit = element.hasAttribute("unit") ? element.getAttribute("unit") : "KiB";
        String ours = UNITS.get(unit);
        try {
            if (ours == null) {
                throw new IllegalArgumentException("\"" + unit + "\" is not a unit of libvirt's");
            }
            Bytes size = Bytes.parse(new BigDecimal(number).toPlainString() + " " + ours);
            long pages = (size.count() + Vm.PAGE - 1) / Vm.PAGE; // As libvirt rounds up.
            return new Bytes(pages * Vm.PAGE).toString();
        } catch (IllegalArgumentException e) {
            throw InputException.of(file, "domain/" + element.getTagName() + ": " + e.getMessage());
        }
    }

    /** Returns the sum of the disks' sizes, or 0 where the image of one is not at hand. */
    private long disks() {
        long sum = 0;
        Element devices = child(root, "devices");
        for (Element disk : children(devices, "disk")) {
            String device = disk.getAttribute("device");
            Element source = child(disk, "source");
            if (device.isEmpty() || device.equals("disk")) {
                Element target = child(disk, "target");
                long size = target == null ? 0 : host.applyAsLong(target.getAttribute("dev"));
                if (size == 0 && source != null) {
                    size = imageSize(source.getAttribute("file"));
                }
                if (size == 0) {
                    return 0;
                }
                sum += size;
            }
        }
        return sum;
    }

    /** Returns what the guest sees of an image: the virtual size of a qcow2 file, else its length; 0 if it is not here. */
    private static long imageSize(String image) {
        try {
            Path path = Path.of(image);
            if (image.isEmpty() || !Files.isRegularFile(path)) {
                return 0;
            }
            try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
                if (Files.size(path) < 32 || in.readInt() != QCOW2) {
                    return Files.size(path);
                }
                in.skipNBytes(20);
                return Math.max(0, in.readLong());
            }
        } catch (IOException | InvalidPathException e) {
            return 0; // Whoever may not read the image gives --disk.
        }
    }

    private static @Nullable Element child(@Nullable Element parent, String name) {
        List<Element> children = children(parent, name);
        return children.isEmpty() ? null : children.get(0);
    }

    private static List<Element> children(@Nullable Element parent, String name) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent == null ? null : parent.getChildNodes();
        for (int i = 0; nodes != null && i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    /** Throws instead of printing to stderr. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) throws SAXParseException {
            throw e;
        }

        @Override
        public void error(SAXParseException e) throws SAXParseException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXParseException {
            throw e;
        }
    }
}
