package faultline.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import faultline.model.Parameter;
import faultline.model.Problem;
import faultline.model.Profile;
import faultline.model.Profile.Behaviour;
import faultline.model.Profile.DemandService;
import faultline.model.Profile.DowntimeEnd;
import faultline.model.Setting;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a profile. */
final class ProfileReader {
    private ProfileReader() {}

    /** Reads the whole object. */
    static @Nullable Profile read(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        String name = fields.required("name", Forms.TEXT);
        String origin = fields.required("origin", Forms.TEXT);
        Behaviour behaviour = behaviour(fields.requiredObject("behaviour"));
        Map<Parameter, Setting> settings = settings(fields.requiredObject("parameters"));
        Fields fit = fields.object("fit");
        Map<String, @Nullable Object> report = fit == null ? null : Opaque.read(fields.node("fit"));
        fields.end();
        return name == null || origin == null || behaviour == null
                ? null
                : new Profile(name, origin, behaviour, settings, report);
    }

    private static @Nullable Behaviour behaviour(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        DemandService service =
                fields.required("demandService", Forms.word(DemandService.values(), DemandService::word));
        Boolean follows = fields.required("pushFollowsFault", Forms.FLAG);
        Boolean preempt = fields.optional("pushFollowsPreempt", Forms.FLAG, false);
        DowntimeEnd end = fields.required("downtimeEnd", Forms.word(DowntimeEnd.values(), DowntimeEnd::word));
        fields.end();
        return service == null || follows == null || preempt == null || end == null
                ? null
                : new Behaviour(service, follows, preempt, end);
    }

    private static Map<Parameter, Setting> settings(@Nullable Fields fields) {
        Map<Parameter, Setting> settings = new EnumMap<>(Parameter.class);
        if (fields == null) {
            return settings;
        }
        for (Parameter parameter : Parameter.values()) {
            Setting setting = setting(fields.object(parameter.key()), parameter.kind());
            if (setting != null) {
                settings.put(parameter, setting);
            }
        }
        fields.end();
        return settings;
    }

    private static @Nullable Setting setting(@Nullable Fields fields, Parameter.Kind kind) {
        if (fields == null) {
            return null;
        }
        Long value = fields.required("value", ParameterForm.of(kind));
        String from = fields.required("from", Forms.TEXT);
        Setting.Range bounds = range(fields, "bounds", kind);
        Setting.Range interval = range(fields, "interval", kind);
        fields.end();
        if (value == null || from == null) {
            return null;
        }
        if (bounds != null && (value < bounds.low() || value > bounds.high())) {
            fields.problem("value", Forms.shown(fields.node("value")) + " is outside its bounds");
        }
        return new Setting(value, from, bounds, interval);
    }

    private static Setting.@Nullable Range range(Fields fields, String key, Parameter.Kind kind) {
        ArrayNode ends = fields.list(key);
        if (ends == null) {
            return null;
        }
        if (ends.size() != 2) {
            fields.problem(key, "must have two ends, low and high, not " + ends.size());
            return null;
        }
        Long low = end(fields, key, ends, 0, kind);
        Long high = end(fields, key, ends, 1, kind);
        if (low == null || high == null) {
            return null;
        }
        if (low > high) {
            fields.problem(key, "the low end is above the high one");
        }
        return new Setting.Range(low, high);
    }

    private static @Nullable Long end(Fields fields, String key, ArrayNode ends, int index, Parameter.Kind kind) {
        JsonNode node = ends.get(index);
        try {
            return ParameterForm.of(kind).read(node);
        } catch (IllegalArgumentException e) {
            String path = Paths.index(Paths.key(fields.path(), key), index);
            fields.problems().add(new Problem(path, String.valueOf(e.getMessage())));
            return null;
        }
    }
}
