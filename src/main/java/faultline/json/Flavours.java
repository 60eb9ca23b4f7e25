package faultline.json;

import faultline.model.InputException;
import faultline.model.Vm;
import org.jspecify.annotations.Nullable;

/** Reads flavours: {@code models/flavours/*.json}. */
public final class Flavours {
    private Flavours() {}

    /**
     * Reads a flavour by name or path.
     *
     * @throws InputException with everything that is wrong with it
     */
    public static Vm read(String nameOrPath) {
        return read(Named.FLAVOURS.read(nameOrPath));
    }

    static Vm read(Document document) {
        return document.checked(flavour(Fields.of(document)));
    }

    private static @Nullable Vm flavour(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.optional("name", Forms.TEXT);
        fields.optional("origin", Forms.TEXT);
        Vm vm = VmReader.read(fields);
        fields.end();
        return vm;
    }
}
