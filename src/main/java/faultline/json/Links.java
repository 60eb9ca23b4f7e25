package faultline.json;

import faultline.model.InputException;
import faultline.model.LinkSpec;

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

    static LinkSpec read(Document document) {
        return document.checked(LinkReader.read(Fields.of(document)));
    }
}
