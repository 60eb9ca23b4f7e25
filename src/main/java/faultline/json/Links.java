package faultline.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import faultline.model.InputException;
import faultline.model.LinkSpec;
import faultline.stats.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/** Reads links: {@code models/links/*.json}. */
public final class Links {
    private Links() {}

    /**
     * Reads a link by name or path.
     *
     * @throws InputException with everything that is wrong with it
     */
    public static LinkSpec read(String nameOrPath) {
        return read(Named.LINKS.read(nameOrPath));
    }

    /** Writes a link with where its figures come from, whole or not at all. */
    public static void write(Path path, LinkSpec link, String origin) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("origin", origin);
        ScenarioWriter.link(node, link);
        AtomicFile.write(path, Json.text(node));
    }

    static LinkSpec read(Document document) {
        return document.checked(LinkReader.read(Fields.of(document)));
    }
}
