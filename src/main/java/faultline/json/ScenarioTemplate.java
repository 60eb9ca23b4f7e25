package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import faultline.model.InputException;
import faultline.model.Problem;
import faultline.model.Scenario;
import faultline.model.Vm;
import faultline.unit.Bytes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scenario file in which values are set by their JSON paths before it is read.
 *
 * <p>A link or flavour given by name is put in place first, so that {@code link.rtt} is there to be set. A
 * {@code load.memory} of "75 %" is that share of the guest's memory, {@code load.workers} of "vcpus" one for each vCPU.
 */
public final class ScenarioTemplate {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,9})?)\\s*%");

    private final String file;
    private final ObjectNode root;

    private ScenarioTemplate(String file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Reads a scenario by name or path, without looking at its values.
     *
     * @throws InputException if it is not a JSON object
     */
    public static ScenarioTemplate read(String nameOrPath) {
        Document document = Named.SCENARIOS.read(nameOrPath);
        document.check();
        if (!(document.root() instanceof ObjectNode object)) {
            throw InputException.of(nameOrPath, "must be an object, not a list: one scenario");
        }
        return new ScenarioTemplate(nameOrPath, object);
    }

    /** Returns a scenario file without any value. */
    public static ScenarioTemplate empty(String name) {
        return new ScenarioTemplate(name, JsonNodeFactory.instance.objectNode());
    }

    /**
     * Returns the scenario with each path set to its text.
     *
     * @throws InputException with everything that is wrong with it
     */
    public Scenario with(Map<String, String> values) {
        ObjectNode edited = root.deepCopy();
        List<Problem> problems = new ArrayList<>();
        values.forEach((path, text) -> {
            try {
                set(edited, path, text);
            } catch (InputException e) {
                e.problems().forEach(p -> problems.add(new Problem(path, e.file() + ": " + p)));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(path, String.valueOf(e.getMessage())));
            }
        });
        resolve(edited);
        if (!problems.isEmpty()) {
            throw new InputException(file, problems);
        }
        return Scenarios.read(new Document(file, edited, problems));
    }

    /** Returns the profile that the file asks for, or null. */
    public @Nullable String profile() {
        return root.path("profile").textValue();
    }

    private static void set(ObjectNode root, String path, String text) {
        String[] keys = path.split("\\.", -1);
        if (keys.length > 1) {
            expand(root, keys[0]);
        }
        ObjectNode at = root;
        for (int i = 0; i < keys.length - 1; i++) {
            at = child(at, keys[i]);
        }
        String last = keys[keys.length - 1];
        if (last.isEmpty()) {
            throw new IllegalArgumentException("is not a JSON path such as link.rtt");
        }
        at.set(last, value(text));
    }

    private static ObjectNode child(ObjectNode parent, String key) {
        JsonNode child = parent.get(key);
        if (child instanceof ObjectNode object) {
            return object;
        }
        if (child != null && !child.isTextual()) {
            throw new IllegalArgumentException("\"" + Paths.clip(key) + "\" is not an object");
        }
        return parent.putObject(key); // A word such as "immediately" gives way.
    }

    /** Puts a flavour or link that is given by name in its place. */
    private static void expand(ObjectNode root, String key) {
        if (key.equals("vm") && root.path("flavour").isTextual() && !root.has("vm")) {
            JsonNode flavour =
                    Named.FLAVOURS.read(root.get("flavour").textValue()).root();
            if (flavour instanceof ObjectNode object) {
                root.remove("flavour");
                root.set("vm", object.deepCopy().without(List.of("name", "origin")));
            }
        } else if (key.equals("link") && root.path("link").isTextual()) {
            root.set("link", Named.LINKS.read(root.get("link").textValue()).root());
        }
    }

    static JsonNode value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        if (!NUMBER.matcher(text).matches()) {
            return TextNode.valueOf(text);
        }
        BigDecimal number = new BigDecimal(text);
        return number.scale() == 0 && number.precision() < 19
                ? LongNode.valueOf(number.longValueExact())
                : DecimalNode.valueOf(number);
    }

    /** Works out what is given relative to the guest. */
    private static void resolve(ObjectNode root) {
        if (!(root.get("load") instanceof ObjectNode load)) {
            return;
        }
        boolean workers = "vcpus".equals(load.path("workers").textValue());
        Matcher share = SHARE.matcher(load.path("memory").asText(""));
        if (!workers && !share.matches()) {
            return;
        }
        Vm vm = vm(root);
        if (vm == null) {
            return; // The reader says what is wrong with the guest.
        }
        if (workers) {
            load.put("workers", vm.vcpus());
        }
        if (share.matches()) {
            BigDecimal part = new BigDecimal(share.group(1)).movePointLeft(2);
            long pages = part.multiply(BigDecimal.valueOf(vm.pages())).longValue();
            load.put("memory", new Bytes(pages * Vm.PAGE).toString());
        }
    }

    private static @Nullable Vm vm(ObjectNode root) {
        try {
            expand(root, "vm");
        } catch (InputException e) {
            return null;
        }
        Fields fields = Fields.of(root.path("vm"), "vm", new ArrayList<>());
        return fields == null ? null : VmReader.read(fields);
    }
}
